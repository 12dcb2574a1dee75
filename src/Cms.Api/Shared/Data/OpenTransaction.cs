using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>A transaction that is open around a whole request: what the request writes becomes part of it, and is committed with it.</summary>
/// <param name="Stop">Cancelled when the transaction is given up: what is done by then must not go on.</param>
internal sealed record OpenTransaction(NpgsqlConnection Connection, CancellationToken Stop);
