package httpsguard.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client whose calls end when the SDK's timers interrupt them, whatever the connection
 * does. The JDK's streams cannot be closed while somebody reads from them, so that an answer which
 * trickles, or falls silent halfway, would hold up the timer that is to end it, and with it the
 * call. So each exchange has a thread of its own, the last byte of the answer included, and a call
 * waits for it only as long as it may.
 */
record InterruptibleHttpClient(SdkHttpClient client) implements SdkHttpClient {
  static {
    // The JDK reads what is left of an answer that is closed early, for as long as it takes, so as
    // to keep the connection. It looks at this before its first answer.
    System.setProperty("http.KeepAlive.remainingData", "0");
  }

  /** Of an answer's body: enough to see that it is too long. */
  private static final int MOST_BYTES = RawBodyInterceptor.MAX_BYTES + 1;

  private static final int CHUNK = 16 * 1024;

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(client.prepareRequest(request), new AtomicBoolean());
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  private record Call(ExecutableHttpRequest request, AtomicBoolean isAborted)
      implements ExecutableHttpRequest {
    @Override
    public HttpExecuteResponse call() throws IOException {
      FutureTask<HttpExecuteResponse> exchange = new FutureTask<>(this::exchange);
      start("call", exchange);
      try {
        return exchange.get();
      } catch (InterruptedException e) {
        abort();
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for an answer");
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      }
    }

    /** Waits for nothing: closing a connection may take as long as reading from it. */
    @Override
    public void abort() {
      if (isAborted.compareAndSet(false, true)) {
        start("abort", request::abort);
      }
    }

    private HttpExecuteResponse exchange() throws IOException {
      HttpExecuteResponse response = request.call();
      HttpExecuteResponse.Builder whole =
          HttpExecuteResponse.builder().response(response.httpResponse());
      if (response.responseBody().isPresent()) {
        whole.responseBody(
            AbortableInputStream.create(
                new ByteArrayInputStream(read(response.responseBody().get()))));
      }
      return whole.build();
    }

    private byte[] read(InputStream body) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      try (body) {
        while (whole.size() < MOST_BYTES && !isAborted.get()) {
          int read = body.read(chunk, 0, Math.min(CHUNK, MOST_BYTES - whole.size()));
          if (read < 0) {
            break;
          }
          whole.write(chunk, 0, read);
        }
      }
      return whole.toByteArray();
    }

    private static void start(String name, Runnable task) {
      var _ = Thread.ofPlatform().daemon().name("https-guard-" + name).start(task);
    }

    private static IOException failure(@Nullable Throwable cause) {
      return switch (cause) {
        case IOException e -> e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> new IOException(cause);
      };
    }
  }
}
