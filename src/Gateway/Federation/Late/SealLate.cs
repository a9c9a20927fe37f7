using Gateway.Audit.Sealing;

namespace Gateway.Federation.Late;

/// <summary>What came late as the store may hold it for a day: sealed for one row, under a key that the store does not hold.</summary>
internal sealed class SealLate(LedgerKey key)
{
    private readonly BoundSeal _content = new(key.For("gateway/late/v1"u8));

    public byte[] Seal(Guid row, LateNews news) => _content.Seal(news.Bytes(), row.ToByteArray());

    public LateNews Open(LateAnswer answer) => LateNews.Read(_content.Open(answer.Content, answer.Id.ToByteArray()));
}
