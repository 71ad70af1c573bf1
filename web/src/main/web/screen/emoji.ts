/** A choice of emoji with the English words they are found by, the first one as their name; everything else comes from the system's own keyboard. */
export const NAMED: readonly (readonly [string, string])[] = (
  "😀 grin smile happy,😄 smile happy laugh,😂 joy laugh tears,🤣 rofl laugh floor,😊 blush smile shy,😉 wink,😍 heart_eyes love,🥰 hearts love smile,😘 kiss love," +
  "😋 yum tasty,😎 cool sunglasses,🤓 nerd glasses,🤔 think hmm,🙄 eye_roll bored,😏 smirk,😴 sleep tired,😮 wow surprise open,😢 cry sad,😭 sob cry sad,😡 angry rage mad," +
  "🥳 party celebrate,🤗 hug,🫠 melt,😅 sweat phew relief,👍 thumbs_up yes good ok,👎 thumbs_down no bad,👏 clap bravo,🙌 hooray hands,🙏 please thanks pray,💪 strong muscle," +
  "👋 wave hello bye,🤝 handshake deal,👌 ok fine,✌️ peace victory,🤞 fingers_crossed luck,👀 eyes look,❤️ heart love red,🧡 orange_heart,💛 yellow_heart,💚 green_heart,💙 blue_heart,💜 purple_heart,💔 broken_heart sad," +
  "✨ sparkles shiny new,🎉 tada party celebrate,🔥 fire hot,⭐ star,💡 idea bulb light,✅ check done yes,❌ cross no wrong,❓ question,❗ exclamation warning,☕ coffee tea break,🍕 pizza,🍰 cake,🍷 wine,🌞 sun," +
  "🌧️ rain,🌙 moon night,🐱 cat,🐶 dog,🌻 sunflower flower,🚀 rocket launch ship,🎵 music note"
)
  .split(",")
  .map((one) => {
    const blank = one.indexOf(" ");
    return [one.slice(0, blank), one.slice(blank + 1)] as const;
  });
