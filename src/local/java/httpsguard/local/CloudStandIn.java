package httpsguard.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * CloudFront and SNS on the loopback interface, and on one more address if asked for, for clients
 * whose {@code AWS_ENDPOINT_URL} names it. Configs are kept as the bytes that were sent; calls are
 * recorded; and it fails as told.
 */
public final class CloudStandIn implements AutoCloseable {
  /** A topic that exists from the start. */
  public static final String TOPIC_ARN =
      "arn:aws:sns:us-east-1:" + Accounts.DEFAULT_ID + ":https-guard";

  private static final String NAME = "cloud-stand-in";

  private record Hook(String action, Consumer<String> what) {
    void run(Operation operation) {
      if (action.equals(Faults.ANY) || action.equals(operation.action())) {
        what.accept(operation.distributionId().orElse(""));
      }
    }
  }

  /**
   * How to start one.
   *
   * @param alsoAt an address of this machine to listen on beside 127.0.0.1
   */
  public record Options(
      int port,
      Optional<InetAddress> alsoAt,
      Accounts accounts,
      DistributionStore store,
      InstantSource clock,
      Duration deployment) {

    /** Any free port, one account, nothing in it, changes deployed at once. */
    public static Options defaults() {
      return new Options(
          0,
          Optional.empty(),
          Accounts.of(),
          new InMemoryDistributions(),
          InstantSource.system(),
          Duration.ZERO);
    }

    public Options withPort(int other) {
      return new Options(other, alsoAt, accounts, store, clock, deployment);
    }

    public Options withAlsoAt(Optional<InetAddress> other) {
      return new Options(port, other, accounts, store, clock, deployment);
    }

    public Options withAccounts(Accounts others) {
      return new Options(port, alsoAt, others, store, clock, deployment);
    }

    public Options withStore(DistributionStore other) {
      return new Options(port, alsoAt, accounts, other, clock, deployment);
    }

    public Options withDeployment(Duration other) {
      return new Options(port, alsoAt, accounts, store, clock, other);
    }
  }

  private final Signatures signatures;
  private final CloudFrontApi cloudFront;
  private final SnsApi sns = new SnsApi();
  private final LiveDistributions distributions;
  private final Faults faults;
  private final InstantSource clock;
  private final Queue<RecordedCall> calls = new ConcurrentLinkedQueue<>();
  private final List<Hook> before = new CopyOnWriteArrayList<>();
  private final List<Hook> after = new CopyOnWriteArrayList<>();
  private final List<Consumer<RecordedCall>> watchers = new CopyOnWriteArrayList<>();
  private final List<Consumer<AnsweredCall>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<HttpLoopback> servers = new CopyOnWriteArrayList<>();

  private CloudStandIn(Options options) {
    signatures = new Signatures(options.accounts());
    cloudFront =
        new CloudFrontApi(
            options.store(), options.accounts(), options.clock(), options.deployment());
    distributions = new LiveDistributions(options.store(), options.clock());
    faults = new Faults(options.clock());
    clock = options.clock();
    sns.addTopic(TOPIC_ARN);
    servers.add(HttpLoopback.start(NAME, options.port(), this::answer));
    options.alsoAt().ifPresent(this::listenAt);
  }

  public static CloudStandIn start() {
    return start(Options.defaults());
  }

  public static CloudStandIn start(Options options) {
    return new CloudStandIn(options);
  }

  public URI endpoint() {
    return servers.getFirst().uri();
  }

  /** Where it listens, {@link #endpoint} first. */
  List<URI> endpoints() {
    return servers.stream().map(HttpLoopback::uri).toList();
  }

  /** The distributions themselves: what somebody else does to them, or sees. */
  public LiveDistributions distributions() {
    return distributions;
  }

  public Faults faults() {
    return faults;
  }

  /**
   * From now on whoever updates a distribution lacks this permission, which CloudFront asks for
   * beside its own, such as {@code wafv2:GetWebACL}.
   */
  public void deny(String action) {
    cloudFront.deny(action);
  }

  /** How long a change takes to reach the edges, from now on. */
  public void deployIn(Duration time) {
    cloudFront.deployIn(time);
  }

  /** Runs before each such call is looked at, with the distribution's id. */
  public void before(String action, Consumer<String> what) {
    before.add(new Hook(action, what));
  }

  /** Runs after each such call was acted on, before it is answered. */
  public void after(String action, Consumer<String> what) {
    after.add(new Hook(action, what));
  }

  /** Shows every call from now on, once its answer is known. */
  public void watch(Consumer<RecordedCall> watcher) {
    watchers.add(watcher);
  }

  /** Hands on every call to CloudFront that was acted on, with its answer, in their order. */
  void onAnswer(Consumer<AnsweredCall> listener) {
    listeners.add(listener);
  }

  public void addTopic(String arn) {
    sns.addTopic(arn);
  }

  public void removeTopic(String arn) {
    sns.removeTopic(arn);
  }

  /** Every call so far, in the order in which they were answered. */
  public List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  public List<RecordedCall> calls(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).toList();
  }

  public List<PublishedNotice> published() {
    return sns.published();
  }

  /** How many connections clients have to it, as far as it knows. */
  public int connections() {
    return servers.stream().mapToInt(HttpLoopback::connections).sum();
  }

  /** Forgets calls and notices; distributions, faults and hooks stay. */
  public void forget() {
    calls.clear();
    sns.clear();
  }

  /** Resets what is open, and refuses connections until {@link #resume}. */
  public void pause() {
    servers.forEach(HttpLoopback::pause);
  }

  /** Refuses connections until {@link #resume}; calls that are here already are answered. */
  public void refuse() {
    servers.forEach(HttpLoopback::refuse);
  }

  public void resume() {
    servers.forEach(HttpLoopback::resume);
  }

  @Override
  public void close() {
    closed.countDown();
    servers.forEach(HttpLoopback::close);
  }

  private void listenAt(InetAddress address) {
    try {
      servers.add(HttpLoopback.start(NAME, address, servers.getFirst().port(), this::answer));
    } catch (UncheckedIOException e) {
      close();
      throw e;
    }
  }

  private HttpReply answer(HttpRequest request) throws InterruptedException {
    Operation operation = Operation.of(request);
    before.forEach(hook -> hook.run(operation));
    Optional<Fault> fault = faults.next(operation.action());
    if (fault.isEmpty()) {
      return act(operation, request);
    }
    return switch (fault.get()) {
      case Fault.Refuse refusal -> refused(operation, request, refusal);
      case Fault.RefuseWith(Fault.Refuse refusal, String header, String value) ->
          refused(operation, request, refusal).with(header, value);
      case Fault.Stray(int status, String html) -> {
        record(operation, request, status, Optional.empty(), false);
        yield HttpReply.Answer.of(status, "text/html", html);
      }
      case Fault.Instead(HttpReply.Answer answer) -> {
        record(operation, request, answer.status(), Optional.empty(), false);
        yield answer;
      }
      case Fault.AnswerOf(String id) -> {
        HttpReply.Answer answer = cloudFront.asIfWritten(signatures.account(request), id);
        record(operation, request, answer.status(), Optional.empty(), false);
        yield answer;
      }
      case Fault.Vanish() -> {
        refuse();
        yield cut(operation, request, Fault.Moment.BEFORE_ACTING, Duration.ZERO);
      }
      case Fault.Reset(Fault.Moment moment) -> cut(operation, request, moment, Duration.ZERO);
      case Fault.Stall(Fault.Moment moment, Duration atMost) ->
          cut(operation, request, moment, atMost);
      case Fault.Spoil(Fault.Spoiled how) -> spoiled(act(operation, request), how);
    };
  }

  private HttpReply.Answer refused(Operation operation, HttpRequest request, Fault.Refuse refusal) {
    var error = new ServiceError(refusal.status(), refusal.code(), refusal.message());
    record(operation, request, refusal.status(), Optional.of(refusal.code()), false);
    return rendered(operation, error);
  }

  private HttpReply cut(
      Operation operation, HttpRequest request, Fault.Moment moment, Duration silence)
      throws InterruptedException {
    boolean acted = moment == Fault.Moment.AFTER_ACTING;
    if (acted) {
      act(operation, request);
    } else {
      record(operation, request, 0, Optional.empty(), false);
    }
    var _ = closed.await(silence.toMillis(), MILLISECONDS);
    return new HttpReply.Reset();
  }

  private HttpReply.Answer act(Operation operation, HttpRequest request) {
    try {
      Caller caller = signatures.check(request);
      HttpReply.Answer answer =
          operation.isCloudFront()
              ? cloudFront.answer(operation, request, caller)
              : sns.answer(operation, request, caller);
      record(operation, request, answer.status(), Optional.empty(), true);
      after.forEach(hook -> hook.run(operation));
      HttpReply.Answer identified = answer.with("x-amzn-RequestId", UUID.randomUUID().toString());
      if (operation.isCloudFront()) {
        var call = new AnsweredCall(operation, request, caller, identified, clock.instant());
        listeners.forEach(listener -> listener.accept(call));
      }
      return identified;
    } catch (ServiceError error) {
      record(operation, request, error.status(), Optional.of(error.code()), true);
      return rendered(operation, error);
    }
  }

  private static HttpReply spoiled(HttpReply.Answer answer, Fault.Spoiled how) {
    int half = answer.body().size() / 2;
    return switch (how) {
      case MALFORMED_XML -> answer.withBody(Bytes.utf8(answer.body().utf8() + "</Trailing>"));
      case CUT_XML -> answer.withBody(Bytes.of(Arrays.copyOf(answer.body().toArray(), half)));
      case CUT_TRANSFER -> new HttpReply.Cut(answer, half);
      case EMPTY_BODY -> answer.withBody(Bytes.NONE);
      case TRICKLE -> new HttpReply.Trickle(answer, false, Duration.ofMillis(100));
      case TRICKLE_FROM_THE_HEAD -> new HttpReply.Trickle(answer, true, Duration.ofMillis(100));
      case SILENT_HALFWAY -> new HttpReply.Hang(answer, half);
      case WITHOUT_ETAG -> answer.without("ETag");
      case WRONG_QUANTITY ->
          answer.withBody(
              Bytes.utf8(answer.body().utf8().replaceFirst("<Quantity>", "<Quantity>1")));
      case UNREPAIRED ->
          answer.withBody(
              Bytes.utf8(
                  answer
                      .body()
                      .utf8()
                      .replaceAll(">(redirect-to-https|https-only)<", ">allow-all<")));
      case WRONG_CONTENT_TYPE -> answer.with("Content-Type", "text/html");
    };
  }

  private static HttpReply.Answer rendered(Operation operation, ServiceError error) {
    String requestId = UUID.randomUUID().toString();
    String xml =
        operation.isCloudFront()
            ? CloudFrontXml.error(error, requestId)
            : SnsApi.error(error, requestId);
    return HttpReply.Answer.of(error.status(), "text/xml", xml).with("x-amzn-RequestId", requestId);
  }

  private void record(
      Operation operation,
      HttpRequest request,
      int status,
      Optional<String> errorCode,
      boolean acted) {
    CallRecord.add(operation, request);
    var call =
        new RecordedCall(
            operation.service(),
            operation.action(),
            operation.distributionId(),
            signatures.account(request),
            status,
            errorCode,
            acted,
            request.headers(),
            operation.writes() ? request.body() : Bytes.NONE);
    calls.add(call);
    watchers.forEach(watcher -> watcher.accept(call));
  }
}
