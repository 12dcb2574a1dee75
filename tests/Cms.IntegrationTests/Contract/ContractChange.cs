namespace Cms.IntegrationTests.Contract;

/// <summary>One difference between two contracts, in words.</summary>
/// <param name="BreaksClients">Whether a client that was right by the one may be wrong by the other.</param>
/// <param name="Where">An operation, or a member of a schema.</param>
internal sealed record ContractChange(bool BreaksClients, string Where, string What)
{
    public override string ToString() => $"{(BreaksClients ? "breaks clients" : "safe")}: {Where} {What}";
}
