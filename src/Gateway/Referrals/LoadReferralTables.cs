using System.Text;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Referrals.Form;
using Gateway.Referrals.Steps;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>The tables that were built in, or those of the folder that is named. A fault in any stops the start, with every fault of all of them.</summary>
internal static class LoadReferralTables
{
    /// <param name="folder">The setting <c>Gateway:Referrals</c>.</param>
    public static ReferralTables From(string? folder)
    {
        var faults = new List<string>();
        var read = Reader(folder, faults);
        var terms = Terms(ReferralReader.Read(ReferralFiles.From(read)), faults);
        var parts = Take(ReferralParts.Read(Encoding.UTF8.GetString(read("parts.csv"))), faults);
        var codes = Take(ReferralCodes.Read(Encoding.UTF8.GetString(read("codes.csv"))), faults);
        var message = Take(MessageParts.Read(Encoding.UTF8.GetString(read("message.csv"))), faults);
        var near = Take(NearInTime.Read(Encoding.UTF8.GetString(read("duplicates.csv"))), faults);
        if (faults.Count > 0) throw new StartRefusedException([.. faults]);
        return new ReferralTables(terms!, parts!, codes!, message!, near!);
    }

    // A file that is not there is a fault beside the others: an empty one says so itself.
    private static Func<string, byte[]> Reader(string? folder, List<string> faults) => name =>
    {
        if (folder is null) return BuiltIn(name);
        var path = Path.Combine(folder, name);
        if (File.Exists(path)) return File.ReadAllBytes(path);
        faults.Add($"Gateway:Referrals has no file {name}");
        return [];
    };

    private static ReferralTerms? Terms(ReferralReading reading, List<string> faults)
    {
        if (reading is ReferralReading.Faulty(var found)) faults.AddRange(found);
        return (reading as ReferralReading.Valid)?.Terms;
    }

    private static T? Take<T>(Loaded<T> loaded, List<string> faults) where T : class
    {
        if (loaded is Loaded<T>.Refused(var found)) faults.AddRange(found);
        return (loaded as Loaded<T>.Accepted)?.Value;
    }

    private static byte[] BuiltIn(string name)
    {
        using var stream = typeof(LoadReferralTables).Assembly.GetManifestResourceStream("referrals/" + name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
