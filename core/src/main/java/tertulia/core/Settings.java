package tertulia.core;

import javax.crypto.SecretKey;
import tertulia.model.Limits;
import tertulia.model.Notice;

/** What the operator decided: the server's name and version, the limits, and the key that resume tokens are signed with. */
public record Settings(Notice.Server server, Limits limits, SecretKey key) {}
