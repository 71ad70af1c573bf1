package tertulia.model;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tertulia.model.Looks.Look;

/** Names that no user can have: the words of screens and of trust in all our languages, and the verbs of other protocols. */
final class Reserved {
    private Reserved() {}

    /** Nobody may look like these, in any disguise. Blanks separate them; {@code _} stands for a blank. */
    private static final String WORDS = """
            ALL SERVER CONSOLE NickServ ChanServ MemoServ HistServ BotServ OperServ HostServ Global
            admin administrator root superuser sysop operator moderator mod owner staff support security system
            everyone everybody here lobby room me you
            administrateur administratrice opérateur opératrice modérateur modératrice propriétaire assistance sécurité
            système serveur tout_le_monde tous toutes ici salon_commun salon moi vous
            administrador administradora operador operadora moderador moderadora proprietário suporte segurança sistema
            servidor todo_mundo todos todas aqui sala_geral sala eu você
            админ администратор оператор модератор владелец поддержка система сервер консоль все всем здесь общий_чат
            комната я вы
            administratori operatori moderatori pronari mbështetja siguria sistemi serveri konsola të_gjithë të_gjitha
            gjithë këtu biseda_e_përbashkët dhoma unë ju
            """;

    /** What a first line may begin with in another protocol on the same port: IRC (RFC 2812) and HTTP (RFC 9110). */
    private static final Set<String> VERBS = words("""
            ADMIN AUTHENTICATE AWAY BATCH CAP CHATHISTORY CONNECT DELETE DIE ERROR GET HEAD HELP INFO INVITE ISON JOIN
            KICK KILL LINKS LIST LUSERS MARKREAD METADATA MODE MONITOR MOTD NAMES NICK NOTICE OPER OPTIONS PART PASS
            PATCH PING PONG POST PRI PRIVMSG PROXY PUT QUIT REDACT REGISTER REHASH RESTART SERVICE SERVLIST SETNAME
            SQUERY SQUIT STATS SUMMON TAGMSG TIME TOPIC TRACE USER USERHOST USERS VERIFY VERSION WALLOPS WEBIRC WHO
            WHOIS WHOWAS
            """).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> SKELETONS =
            words(WORDS).map(word -> Look.of(word).bySkeleton()).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> GLANCES =
            words(WORDS).map(word -> Look.of(word).byGlance()).collect(Collectors.toUnmodifiableSet());

    static boolean has(String name) {
        if (VERBS.contains(name.toUpperCase(Locale.ROOT))) return true;
        var look = Look.of(name);
        return SKELETONS.contains(look.bySkeleton()) || GLANCES.contains(look.byGlance());
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split("\\s+"));
    }
}
