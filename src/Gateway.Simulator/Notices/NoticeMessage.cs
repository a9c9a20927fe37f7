using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body of <c>POST v1/notices</c>, less the child: nothing here needs to remember whom it is about.</summary>
internal struct NoticeMessage : IStrictBody
{
    public static WordList Members { get; } = new("noticeId", "kind", "child", "where", "arrivedAt", "reference", "ringBack", "sentAt");

    public Guid NoticeId { get; private set; }

    public int Kind { get; private set; }

    public string Where { get; private set; }

    public string Reference { get; private set; }

    public DateTimeOffset ArrivedAt { get; private set; }

    public void ReadMember(ref Utf8JsonReader json, int member)
    {
        switch (member)
        {
            case 0: NoticeId = StrictValue.Uuid(ref json, "noticeId"); break;
            case 1: Kind = StrictValue.Word(ref json, ContractWords.NoticeKinds, "kind"); break;
            case 2: _ = ChildKey.Read(ref json); break;
            case 3: Where = StrictValue.Text(ref json, "where"); break;
            case 4: ArrivedAt = StrictValue.Instant(ref json, "arrivedAt"); break;
            case 5: Reference = StrictValue.Text(ref json, "reference"); break;
            case 6: _ = StrictValue.Text(ref json, "ringBack"); break;
            default: _ = StrictValue.Instant(ref json, "sentAt"); break;
        }
    }
}
