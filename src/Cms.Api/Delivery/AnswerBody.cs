using System.Buffers;
using System.IO.Hashing;
using System.IO.Pipelines;

namespace Cms.Api.Delivery;

/// <summary>An answer put together of stored bytes: they are joined, not copied.</summary>
internal sealed class AnswerBody
{
    private static readonly byte[] BodyMember = ",\"body\":"u8.ToArray();
    private static readonly byte[] OnlyBody = "{\"body\":"u8.ToArray();
    private static readonly byte[] Close = "}"u8.ToArray();

    private readonly List<ReadOnlyMemory<byte>> _parts = [];

    public long Length { get; private set; }

    public AnswerBody Add(ReadOnlyMemory<byte> part)
    {
        _parts.Add(part);
        Length += part.Length;
        return this;
    }

    /// <summary>A document: its card, and its body as the last member where it is given and wanted.</summary>
    public AnswerBody AddDocument(ReadOnlyMemory<byte> card, byte[]? body, FieldSelection? fields)
    {
        if (fields is not null) card = JsonSlices.Pick(card.Span, fields.CardMembers);
        if (body is null || fields is { HasBody: false }) return Add(card);
        // An object without members takes no comma.
        return (card.Length > 2 ? Add(card[..^1]).Add(BodyMember) : Add(OnlyBody)).Add(body).Add(Close);
    }

    /// <summary>For a strong ETag: the same bytes, and only they, have the same hash.</summary>
    public string Hash()
    {
        var hash = new XxHash128();
        foreach (var part in _parts) hash.Append(part.Span);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>The same in one piece, which holds on to no more than it needs.</summary>
    public AnswerBody Join()
    {
        var joined = new byte[Length];
        var length = 0;
        foreach (var part in _parts)
        {
            part.Span.CopyTo(joined.AsSpan(length));
            length += part.Length;
        }
        return new AnswerBody().Add(joined);
    }

    public void WriteTo(Stream stream)
    {
        foreach (var part in _parts) stream.Write(part.Span);
    }

    public async Task WriteAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        foreach (var part in _parts) writer.Write(part.Span);
        await writer.FlushAsync(cancellationToken);
    }
}
