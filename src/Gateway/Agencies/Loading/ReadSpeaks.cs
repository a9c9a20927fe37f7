using Gateway.Rules.Policy;

namespace Gateway.Agencies.Loading;

/// <summary>Reads under which contract a custodian is asked, and what cannot stand beside it.</summary>
internal static class ReadSpeaks
{
    public static Speaks From(Entry entry)
    {
        var speaks = Word(entry);
        if (speaks == Speaks.Native) LeftOut(entry, "uploadsEverything", "since only a custodian that is asked in FHIR can leave something out");
        else Check(entry, speaks);
        return speaks;
    }

    private static Speaks Word(Entry entry)
    {
        if (!entry.Has("speaks")) return Speaks.Native;
        if (!entry.Has("endpoint")) entry.Fault("speaks", "must be left out, since connected is not true");
        var word = entry.Text("speaks");
        if (!SpeaksWords.TryRead(word, out var speaks)) entry.Fault("speaks", $"must be one of {string.Join(", ", SpeaksWords.All)}");
        return speaks;
    }

    private static void Check(Entry entry, Speaks speaks)
    {
        LeftOut(entry, "replicas", $"since who speaks {speaks.Word()} is asked once and in one place");
        LeftOut(entry, "listsPulled", $"since who speaks {speaks.Word()} cannot be asked for a list");
        foreach (var word in entry.Words("authoritativeFor"))
            if (ItemWords.TryRead(word, out var item) && !speaks.MayHold(item)) entry.Fault("authoritativeFor", $"'{word}' cannot be asked of who speaks {speaks.Word()}");
    }

    private static void LeftOut(Entry entry, string member, string why)
    {
        if (entry.Has(member)) entry.Fault(member, $"must be left out, {why}");
    }
}
