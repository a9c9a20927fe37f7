using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Notices.Reading;

/// <summary>Reads <c>recipients.csv</c>: who plays which part at which kind of agency, and for which purpose they are told.</summary>
internal static class ReadNoticeParts
{
    public const string File = "recipients.csv";

    public static ImmutableArray<Dated<NoticePart>> From(NoticeFiles files, IReadOnlySet<string> kinds, IReadOnlySet<string> roles, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<NoticePart>>();
        foreach (var row in new PolicyTable(File, ["recipient", "kind", "roles", "purpose", "title", "from", "to", "source"], faults).Rows(files[File]))
        {
            var before = faults.Count;
            var read = new Dated<NoticePart>(Row(row, kinds, roles), row.Period(5, 6), row.Line);
            row.Text(7);
            if (faults.Count > before) continue;
            if (rows.Any(other => other.Period.Meets(read.Period) && other.Value.Recipient == read.Value.Recipient && MeetKind(other.Value.Kind, read.Value.Kind)))
                row.Fault($"'{row[0]}' is played by somebody else there on the same day");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }

    private static NoticePart Row(PolicyRow row, IReadOnlySet<string> kinds, IReadOnlySet<string> roles)
    {
        var recipient = row.Word<NoticeRecipient>(0, "a recipient", NoticeRecipientWords.TryRead);
        if (row[1] != NoticePart.AnyKind && !kinds.Contains(row[1])) row.Fault($"'{row[1]}' is not a kind of agency");
        foreach (var unknown in row.Words(2).Where(role => !roles.Contains(role))) row.Fault($"'{unknown}' is not a role");
        Purpose? purpose = row[3].Length == 0 ? null : row.Word<Purpose>(3, "a purpose", PurposeWords.TryRead);
        return new NoticePart(recipient, row[1], [.. row.Words(2)], purpose, row.Text(4));
    }

    private static bool MeetKind(string one, string other) => one == other || one == NoticePart.AnyKind || other == NoticePart.AnyKind;
}
