package httpsguard.local;

/** Who calls, as the credential scope of the signature tells. */
record Caller(String accountId, String accessKeyId, String region, String service) {}
