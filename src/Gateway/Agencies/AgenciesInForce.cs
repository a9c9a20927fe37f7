using System.Collections.Immutable;
using Gateway.Agencies.Loading;

namespace Gateway.Agencies;

/// <summary>Everything this capability reads at start, whole and checked.</summary>
internal sealed record AgenciesInForce(Register Register, Postcodes Postcodes, BankHolidays Holidays, DemonstrationPractitioners Practitioners)
{
    public static AgenciesInForce Load(AgenciesOptions files, RegisterTerms terms)
    {
        var reasons = new List<string>();
        if (!terms.Development && files.Practitioners is not null)
            reasons.Add("Gateway:Practitioners is set, and demonstration practitioners are for the Development environment only.");

        var holidays = Take(files.Calendar, "Gateway:Calendar", BankHolidays.Read, reasons);
        var register = Take(files.Register, "Gateway:Register", text => LoadRegister.From(text, terms), reasons);
        if (register is null) throw new StartRefusedException([.. reasons]);

        var postcodes = Take(files.Postcodes, "Gateway:Postcodes", text => Postcodes.Read(text, register), reasons);
        var practitioners = files.Practitioners is null
            ? DemonstrationPractitioners.None
            : Take(files.Practitioners, "Gateway:Practitioners", text => LoadPractitioners.From(text, register), reasons);
        return reasons.Count == 0
            ? new AgenciesInForce(register, postcodes!, holidays!, practitioners!)
            : throw new StartRefusedException([.. reasons]);
    }

    private static T? Take<T>(string? path, string setting, Func<string, Loaded<T>> read, List<string> reasons) where T : class
    {
        switch (TextOf(path, setting, reasons) is { } text ? read(text) : null)
        {
            case Loaded<T>.Accepted(var value):
                return value;
            case Loaded<T>.Refused(var faults):
                reasons.AddRange(faults);
                return null;
            default:
                return null;
        }
    }

    private static string? TextOf(string? path, string setting, List<string> reasons)
    {
        if (string.IsNullOrEmpty(path)) reasons.Add($"{setting} is not set: it must name a file.");
        else if (!File.Exists(path)) reasons.Add($"{setting} names a file that is not there: {path}");
        else return File.ReadAllText(path);
        return null;
    }
}
