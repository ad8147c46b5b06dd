package httpsguard.local;

/**
 * What an edge asked an origin for, and got.
 *
 * @param path at the origin
 * @param status of the origin's answer
 */
public record OriginRequest(EdgeConfig.Origin origin, Protocol protocol, String path, int status) {}
