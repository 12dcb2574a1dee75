using System.Text.Json;
using Cms.Api.Keys;
using Cms.Api.Shared.Http;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Keys;

public sealed class KeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly KeyRequest Valid = new() { Name = "importer", Role = "publisher", ExpiresAt = Now.AddTicks(1) };

    private static readonly KeyRow Row = new()
    {
        Id = Guid.CreateVersion7(Now),
        Version = 3,
        Name = "importer",
        Role = "publisher",
        ExpiresAt = null,
        RevokedAt = null,
        LastUsedAt = null,
        CreatedAt = Now,
        CreatedBy = "admin",
    };

    [Fact]
    public void Valid_key_passes()
    {
        Assert.Empty(Faults.Of(new NewKeyValidator(Now), Valid));
        Assert.Empty(Faults.Of(new NewKeyValidator(Now), Valid with { ExpiresAt = null }));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(
            ["/expiresAt out_of_range", "/name too_long", "/role invalid_value"],
            Faults.Of(new NewKeyValidator(Now), new KeyRequest { Name = new string('a', Key.MaxName + 1), Role = "owner", ExpiresAt = Now }));

    [Fact]
    public void Name_and_role_are_required() =>
        Assert.Equal(["/name required", "/role required"], Faults.Of(new NewKeyValidator(Now), new KeyRequest()));

    [Fact]
    public void Key_that_exists_may_be_ended_by_its_expiry() =>
        Assert.Empty(Faults.Of(new KeyValidator(), Valid with { ExpiresAt = Now.AddDays(-1) }));

    [Fact]
    public void Secret_is_in_the_answer_to_its_creation_and_in_no_other()
    {
        var secret = Key.NewSecret();
        var detail = KeyDetail.From(Row);
        var created = JsonSerializer.SerializeToNode(new KeyCreated(detail, secret), Json.Options)!.AsObject();
        Assert.Equal(secret, (string?)created["key"]);

        created.Remove("key");
        Assert.Equal(JsonSerializer.SerializeToNode(detail, Json.Options)!.ToJsonString(), created.ToJsonString());
    }

    [Fact]
    public void Key_works_until_it_expires_or_is_revoked()
    {
        Assert.True(Row.IsValid(Now));
        Assert.True((Row with { ExpiresAt = Now.AddTicks(1) }).IsValid(Now));
        Assert.False((Row with { ExpiresAt = Now }).IsValid(Now));
        Assert.False((Row with { RevokedAt = Now }).IsValid(Now));
    }
}
