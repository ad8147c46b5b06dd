package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.InconsistentQuantitiesException;
import software.amazon.awssdk.services.cloudfront.model.InvalidArgumentException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchInvalidationException;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

/** Invalidations as the AWS SDK's own client sees them. */
class InvalidationsTest extends StandInFixture {
  @Test
  void oneIsInProgressAndThenCompleted() {
    CreateInvalidationResponse created = create("one", "/images/*", "/index.html");
    String id = created.invalidation().id();

    assertEquals("InProgress", created.invalidation().status());
    assertTrue(created.location().endsWith("/distribution/" + ID + "/invalidation/" + id));
    var read = client.getInvalidation(r -> r.distributionId(ID).id(id)).invalidation();
    assertEquals("Completed", read.status());
    assertEquals(created.invalidation().invalidationBatch(), read.invalidationBatch());

    aws.deployIn(Duration.ofMinutes(5));
    String slow = create("two", "/*").invalidation().id();
    assertEquals(
        "InProgress",
        client.getInvalidation(r -> r.distributionId(ID).id(slow)).invalidation().status());
  }

  @Test
  void theSameRequestAgainIsTheSameInvalidationAndOtherPathsAreNone() {
    String id = create("one", "/*").invalidation().id();

    assertEquals(id, create("one", "/*").invalidation().id());
    var other = assertThrows(CloudFrontException.class, () -> create("one", "/a"));
    assertEquals("InvalidationBatchAlreadyExists", other.awsErrorDetails().errorCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"images/*", "", "/a*b", "*"})
  void whatIsNoPathIsRefused(String path) {
    assertThrows(InvalidArgumentException.class, () -> create("one", path));
  }

  @Test
  void moreWildcardsThanCloudFrontTakesAtATimeAreRefused() {
    aws.deployIn(Duration.ofMinutes(5));
    String[] paths = IntStream.range(0, 15).mapToObj(i -> "/" + i + "/*").toArray(String[]::new);
    create("one", paths);

    assertThrows(TooManyInvalidationsInProgressException.class, () -> create("two", "/x/*"));
    assertEquals("InProgress", create("three", "/x").invalidation().status());
  }

  @Test
  void whatIsNotThereOrDoesNotAddUpIsRefused() {
    assertThrows(
        NoSuchInvalidationException.class,
        () -> client.getInvalidation(r -> r.distributionId(ID).id("INOTHERE")));
    assertThrows(
        NoSuchDistributionException.class,
        () -> client.getInvalidation(r -> r.distributionId("ENOTHERE").id("I1")));
    assertThrows(
        InconsistentQuantitiesException.class,
        () ->
            client.createInvalidation(
                r ->
                    r.distributionId(ID)
                        .invalidationBatch(
                            b -> b.callerReference("x").paths(p -> p.quantity(2).items("/a")))));
  }

  private CreateInvalidationResponse create(String reference, String... paths) {
    return client.createInvalidation(
        r ->
            r.distributionId(ID)
                .invalidationBatch(
                    batch ->
                        batch
                            .callerReference(reference)
                            .paths(all -> all.quantity(paths.length).items(paths))));
  }
}
