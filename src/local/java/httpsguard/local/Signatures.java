package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks Signature Version 4: the whole of it where the caller's secret is known. */
final class Signatures {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,"
              + " ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

  private final Accounts accounts;

  Signatures(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * @throws ServiceError if the request is not signed, or its signature does not fit what came
   */
  Caller check(HttpRequest request) {
    String authorization =
        request
            .header("Authorization")
            .orElseThrow(
                () ->
                    new ServiceError(
                        403,
                        "MissingAuthenticationToken",
                        "Request is missing Authentication Token"));
    Matcher parts = AUTHORIZATION.matcher(authorization);
    if (!parts.matches()) {
      throw new ServiceError(
          403, "IncompleteSignature", "The request signature does not conform to AWS standards.");
    }
    String sent = HexFormat.of().formatHex(sha256(request.body().toArray()));
    String signed = request.header("x-amz-content-sha256").orElse(sent);
    if (!signed.equals(sent) && !signed.equals("UNSIGNED-PAYLOAD")) {
      throw mismatch();
    }
    accounts
        .key(parts.group(1))
        .ifPresent(key -> compare(key.secretAccessKey(), parts, request, signed));
    return new Caller(
        accounts.accountOf(parts.group(1)), parts.group(1), parts.group(3), parts.group(4));
  }

  /** Whose request it is, as far as it says so. */
  String account(HttpRequest request) {
    Matcher parts = AUTHORIZATION.matcher(request.header("Authorization").orElse(""));
    return accounts.accountOf(parts.matches() ? parts.group(1) : "");
  }

  private static void compare(String secret, Matcher parts, HttpRequest request, String payload) {
    String scope = String.join("/", parts.group(2), parts.group(3), parts.group(4), "aws4_request");
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            request.header("x-amz-date").orElse(""),
            scope,
            HexFormat.of()
                .formatHex(sha256(canonical(request, parts.group(5), payload).getBytes(UTF_8))));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : List.of(parts.group(2), parts.group(3), parts.group(4), "aws4_request")) {
      key = hmac(key, part);
    }
    if (!HexFormat.of().formatHex(hmac(key, toSign)).equals(parts.group(6))) {
      throw mismatch();
    }
  }

  private static String canonical(HttpRequest request, String signedHeaders, String payload) {
    List<String> lines = new ArrayList<>();
    lines.add(request.method());
    // Every service but S3 signs the path as it is sent, encoded once more.
    lines.add(encode(request.path()).replace("%2F", "/"));
    lines.add(query(request.query()));
    for (String name : signedHeaders.split(";", -1)) {
      lines.add(name + ":" + request.header(name).orElse("").strip().replaceAll(" +", " "));
    }
    lines.add("");
    lines.add(signedHeaders);
    lines.add(payload);
    return String.join("\n", lines);
  }

  private static String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return Stream.of(query.split("&", -1))
        .map(field -> field.split("=", 2))
        .map(pair -> part(pair[0]) + "=" + (pair.length > 1 ? part(pair[1]) : ""))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String part(String encoded) {
    return encode(URLDecoder.decode(encoded, UTF_8));
  }

  private static String encode(String text) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      encoded.append(plain ? Character.toString(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return encoded.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static ServiceError mismatch() {
    return new ServiceError(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.");
  }
}
