package httpsguard.aws;

import httpsguard.notice.Message.HttpsFormat;
import java.util.Optional;

/**
 * Where notices go, and how.
 *
 * @param ownerTag the key of the tag of a distribution that names the owning team; its value
 *     becomes the message attribute {@code owner}
 * @param httpsFormat what subscribers over HTTPS get
 */
public record Topic(TopicArn arn, Optional<String> ownerTag, HttpsFormat httpsFormat) {}
