/** A small choice of emoji for the picker; everything else comes from the system's own keyboard. */
export const EMOJI: readonly string[] =
  "😀 😄 😂 🤣 😊 😉 😍 🥰 😘 😋 😎 🤓 🤔 🙄 😏 😴 😮 😢 😭 😡 🥳 🤗 🫠 😅 👍 👎 👏 🙌 🙏 💪 👋 🤝 👌 ✌️ 🤞 👀 ❤️ 🧡 💛 💚 💙 💜 💔 ✨ 🎉 🔥 ⭐ 💡 ✅ ❌ ❓ ❗ ☕ 🍕 🍰 🍷 🌞 🌧️ 🌙 🐱 🐶 🌻 🚀 🎵".split(
    " ",
  );
