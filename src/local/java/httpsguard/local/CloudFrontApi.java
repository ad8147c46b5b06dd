package httpsguard.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** CloudFront's REST API, version 2020-05-31: the calls that a guard and its tests make. */
final class CloudFrontApi {
  private static final String XML = "text/xml";
  // CloudFront's is us-east-1; the SDK signs for its own name of it when the endpoint is
  // overridden.
  private static final Set<String> SIGNING_REGIONS = Set.of("us-east-1", "aws-global");
  private static final int LARGEST_PAGE = 100;
  private static final Pattern ETAG = Pattern.compile("[A-Z0-9]{1,32}");
  private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private static final Pattern DISTRIBUTION_ARN =
      Pattern.compile("arn:aws:cloudfront::(\\d{12}):distribution/(.*)");

  private final DistributionStore store;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Invalidations invalidations = new Invalidations();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private volatile Duration deployment;

  CloudFrontApi(
      DistributionStore store, Accounts accounts, InstantSource clock, Duration deployment) {
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
    this.deployment = deployment;
  }

  void deployIn(Duration time) {
    deployment = time;
  }

  /** From now on nobody who updates a distribution has this permission. */
  void deny(String action) {
    denied.add(action);
  }

  /**
   * @throws ServiceError as CloudFront answers it
   */
  HttpReply.Answer answer(Operation operation, HttpRequest request, Caller caller) {
    if (!SIGNING_REGIONS.contains(caller.region()) || !caller.service().equals("cloudfront")) {
      throw new ServiceError(
          403,
          "SignatureDoesNotMatch",
          "Credential should be scoped to us-east-1 and cloudfront, not "
              + caller.region()
              + " and "
              + caller.service());
    }
    String account = caller.accountId();
    String id = operation.distributionId().orElse("");
    return switch (operation.action()) {
      case "ListDistributions" -> list(request, account);
      case "CreateDistribution" -> create(account, config(request.body(), Set.of()), Map.of());
      case "CreateDistributionWithTags" -> createWithTags(request, account);
      case "CreateInvalidation" -> {
        String arn = find(account, id).arn();
        yield invalidations.create(arn, id, request.body(), clock.instant(), deployment);
      }
      case "GetInvalidation" ->
          invalidations.get(
              find(account, id).arn(),
              request.path().substring(request.path().lastIndexOf('/') + 1),
              clock.instant());
      case "GetDistribution" -> distribution(200, find(account, id));
      case "GetDistributionConfig" -> {
        StoredDistribution found = find(account, id);
        yield ok("").withBody(found.configBytes()).with("ETag", found.eTag());
      }
      case "UpdateDistribution" ->
          distribution(
              200,
              update(
                  request,
                  request.header("If-Match").orElse(""),
                  account,
                  id,
                  config(request.body(), wordsOf(account, id))));
      case "UpdateDistributionWithStagingConfig" ->
          distribution(200, promote(request, account, id));
      case "ListTagsForResource" -> ok(CloudFrontXml.tags(tagged(request, account).tags()));
      case "TagResource" -> tag(request, account, CloudFrontApi::tagsAdded);
      case "UntagResource" -> tag(request, account, CloudFrontApi::tagsRemoved);
      default ->
          throw new ServiceError(
              501, "NotImplemented", "not played: " + request.method() + " " + request.target());
    };
  }

  /** The answer to an update that made a distribution what it is. */
  HttpReply.Answer asIfWritten(String account, String id) {
    return distribution(200, find(account, id));
  }

  private HttpReply.Answer list(HttpRequest request, String account) {
    String marker = request.queryParameter("Marker").orElse("");
    int most = maxItems(request.queryParameter("MaxItems"));
    List<StoredDistribution> page = store.page(account, marker, most + 1);
    boolean more = page.size() > most;
    return ok(
        CloudFrontXml.list(
            more ? page.subList(0, most) : page, marker, most, more, clock.instant()));
  }

  private static int maxItems(Optional<String> asked) {
    try {
      int most = asked.map(Integer::parseInt).orElse(LARGEST_PAGE);
      if (most >= 1 && most <= LARGEST_PAGE) {
        return most;
      }
    } catch (NumberFormatException notANumber) {
      throw new ServiceError(400, "InvalidArgument", "MaxItems is not a number: " + asked.get());
    }
    throw new ServiceError(400, "InvalidArgument", "MaxItems must be between 1 and 100");
  }

  private HttpReply.Answer createWithTags(HttpRequest request, String account) {
    Element body = parsed(request.body());
    Element config =
        Xml.child(body, "DistributionConfig")
            .orElseThrow(() -> new ServiceError(400, "MalformedXML", "no DistributionConfig"));
    Map<String, String> tags =
        Xml.child(body, "Tags").map(list -> tagsAdded(Map.of(), list)).orElse(Map.of());
    String document =
        Xml.write(config)
            .replaceFirst(
                "<DistributionConfig>",
                "<DistributionConfig xmlns=\"" + CloudFrontXml.NAMESPACE + "\">");
    return create(account, config(Bytes.utf8(document), Set.of()), tags);
  }

  private HttpReply.Answer create(String account, StoredConfig config, Map<String, String> tags) {
    String id = Names.next();
    Instant now = clock.instant();
    var created =
        StoredDistribution.of(account, id, Names.next(), config, now)
            .updated(config, now, now.plus(deployment))
            .withTags(tags);
    store.change(account, id, none -> Optional.of(created));
    return distribution(201, created)
        .with("Location", "https://cloudfront.amazonaws.com/2020-05-31/distribution/" + id);
  }

  private StoredDistribution update(
      HttpRequest request, String ifMatch, String account, String id, StoredConfig next) {
    Optional<StoredDistribution> updated =
        store.change(
            account,
            id,
            found -> {
              StoredDistribution current = found.orElseThrow(CloudFrontApi::noSuchDistribution);
              requireMatch(ifMatch, current);
              requirePermissions(request, account, next);
              if (!current.config().callerReference().equals(next.callerReference())) {
                throw new ServiceError(
                    400,
                    "IllegalUpdate",
                    "The update contains modifications that are not allowed:"
                        + " CallerReference cannot be changed.");
              }
              Instant now = clock.instant();
              return Optional.of(current.updated(next, now, now.plus(deployment)));
            });
    return updated.orElseThrow();
  }

  private void requirePermissions(HttpRequest request, String account, StoredConfig config) {
    try {
      for (AskedPermission asked : AskedPermission.of(Xml.parse(config.bytes()))) {
        CallRecord.addAsked(asked.action(), request);
        if (denied.contains(asked.action())) {
          throw asked.refusal(account);
        }
      }
    } catch (SAXException e) {
      throw new IllegalStateException("checked before", e);
    }
  }

  // The staging one's settings under the primary's caller reference, as one update of the primary.
  // If-Match has the primary's version, and behind a comma the staging one's (API reference).
  private StoredDistribution promote(HttpRequest request, String account, String id) {
    String stagingId = request.queryParameter("StagingDistributionId").orElse("");
    StoredDistribution stagingDistribution = find(account, stagingId);
    String[] versions = request.header("If-Match").orElse("").split(", ?", 2);
    if (versions.length > 1) {
      requireMatch(versions[1], stagingDistribution);
    }
    StoredConfig staging = stagingDistribution.config();
    StoredConfig primary = find(account, id).config();
    String promoted =
        staging
            .bytes()
            .utf8()
            .replace(
                CloudFrontXml.element("CallerReference", staging.callerReference()),
                CloudFrontXml.element("CallerReference", primary.callerReference()))
            .replace("<Staging>true</Staging>", "<Staging>false</Staging>");
    return update(
        request,
        versions[0],
        account,
        id,
        config(Bytes.utf8(promoted), wordsOf(account, stagingId)));
  }

  private static void requireMatch(String ifMatch, StoredDistribution current) {
    if (!ETAG.matcher(ifMatch).matches()) {
      throw new ServiceError(
          400,
          "InvalidIfMatchVersion",
          "The If-Match version is missing or not valid for the resource.");
    }
    if (!ifMatch.equals(current.eTag())) {
      throw new ServiceError(
          412,
          "PreconditionFailed",
          "The request failed because it didn't meet the preconditions in one or more"
              + " request-header fields.");
    }
  }

  private HttpReply.Answer tag(
      HttpRequest request,
      String account,
      BiFunction<Map<String, String>, Element, Map<String, String>> change) {
    Element body = parsed(request.body());
    StoredDistribution tagged = tagged(request, account);
    store.change(
        account,
        tagged.id(),
        found -> found.map(there -> there.withTags(change.apply(there.tags(), body))));
    return new HttpReply.Answer(204, Map.of(), Bytes.NONE);
  }

  private static Element parsed(Bytes body) {
    try {
      return Xml.parse(body);
    } catch (SAXException e) {
      throw new ServiceError(400, "MalformedXML", "The XML document is malformed.");
    }
  }

  private static Map<String, String> tagsAdded(Map<String, String> tags, Element body) {
    Map<String, String> more = new HashMap<>(tags);
    for (Element tag : Xml.child(body, "Items").map(Xml::children).orElse(List.of())) {
      String key = Xml.text(tag, "Key");
      String value = Xml.text(tag, "Value");
      if (key.isEmpty()
          || key.length() > 128
          || value.length() > 256
          || !TAG_TEXT.matcher(key + value).matches()) {
        throw new ServiceError(400, "InvalidTagging", "not a tag: " + key + "=" + value);
      }
      more.put(key, value);
    }
    return more;
  }

  private static Map<String, String> tagsRemoved(Map<String, String> tags, Element body) {
    Map<String, String> fewer = new HashMap<>(tags);
    for (Element key : Xml.child(body, "Items").map(Xml::children).orElse(List.of())) {
      fewer.remove(key.getTextContent());
    }
    return fewer;
  }

  private StoredDistribution tagged(HttpRequest request, String account) {
    String arn = request.queryParameter("Resource").orElse("");
    Matcher parts = DISTRIBUTION_ARN.matcher(arn);
    if (!parts.matches() || !accounts.meantBy(parts.group(1)).equals(account)) {
      throw new ServiceError(400, "InvalidArgument", "not a distribution of this account: " + arn);
    }
    return store
        .find(account, parts.group(2))
        .orElseThrow(
            () ->
                new ServiceError(404, "NoSuchResource", "The specified resource does not exist."));
  }

  private StoredDistribution find(String account, String id) {
    return store.find(account, id).orElseThrow(CloudFrontApi::noSuchDistribution);
  }

  private static ServiceError noSuchDistribution() {
    return new ServiceError(
        404, "NoSuchDistribution", "The specified distribution does not exist.");
  }

  private static StoredConfig config(Bytes body, Set<String> alsoKnown) {
    ConfigRules.check(body, alsoKnown);
    return StoredConfig.of(body);
  }

  /** What a distribution has, CloudFront knows, be it newer than this. */
  private Set<String> wordsOf(String account, String id) {
    return store
        .find(account, id)
        .map(there -> ConfigRules.words(there.config().root()))
        .orElse(Set.of());
  }

  private HttpReply.Answer distribution(int status, StoredDistribution distribution) {
    return HttpReply.Answer.of(
            status, XML, CloudFrontXml.distribution(distribution, clock.instant()))
        .with("ETag", distribution.eTag());
  }

  private static HttpReply.Answer ok(String xml) {
    return HttpReply.Answer.of(200, XML, xml);
  }
}
