using System.Text.Json;

namespace Gateway.Tool.Synthetic.Places;

/// <summary>What came of reading the register and the postcodes.</summary>
internal abstract record GeographyRead
{
    private GeographyRead() { }

    public sealed record Ready(Geography Geography) : GeographyRead;

    public sealed record Refused(string Why) : GeographyRead;
}

/// <summary>Reads the two files that say where children may live, and refuses them in a sentence that names the file.</summary>
internal static class GeographyFiles
{
    public static GeographyRead Read(string? register, string? postcodes, string from, DateOnly day)
    {
        register ??= RegisterFile.Find(from);
        if (register is null) return new GeographyRead.Refused($"There is no {RegisterFile.DefaultPath} here or in any folder above. Name the register with --register.");
        postcodes ??= Path.Combine(Path.GetDirectoryName(Path.GetFullPath(register))!, PostcodeFile.DefaultName);
        foreach (var file in (string[])[register, postcodes])
        {
            if (!File.Exists(file)) return new GeographyRead.Refused($"There is no file {file}.");
        }

        return Parse(register, postcodes, day);
    }

    private static GeographyRead Parse(string register, string postcodes, DateOnly day)
    {
        var reading = register;
        try
        {
            var (custodians, services) = (RegisterFile.Read(register), RegisterFile.ReadServices(register));
            reading = postcodes;
            return Check(Geography.Of(custodians, PostcodeFile.Read(postcodes, day)).With(services), register);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new GeographyRead.Refused($"{reading} cannot be read: {e.Message.TrimEnd('.')}.");
        }
    }

    private static GeographyRead Check(Geography geography, string register)
    {
        if (geography.Neighbourhoods.IsEmpty) return new GeographyRead.Refused($"No council in {register} has a postcode district, so no child can live anywhere.");
        if (geography.Departments.IsEmpty) return new GeographyRead.Refused($"No emergency department is in {register}, so no child can have attended one.");
        return new GeographyRead.Ready(geography);
    }
}
