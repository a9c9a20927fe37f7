using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>Each kind of damage to each file of the policy is refused, with the file and the line.</summary>
public sealed class PolicyDamageTests
{
    private static readonly PolicyFiles Files = Repository.PolicyFiles();

    [Theory]
    [InlineData("manifest.csv", "sequence,3", "sequence,0", "manifest.csv line 3: value '0' is not a whole number")]
    [InlineData("manifest.csv", "sequence,3", "sequence,two", "manifest.csv line 3: value 'two' is not a whole number")]
    [InlineData("manifest.csv", "validTo,", "validTo,2026-01-01", "manifest.csv: the period ends before it begins")]
    [InlineData("manifest.csv", "validFrom,2026-04-29", "validFrom,29/04/2026", "'29/04/2026' is not a date")]
    [InlineData("manifest.csv", "validTo,", "validTo,\nauthor,me", "'author' is not a name of the manifest")]
    [InlineData("manifest.csv", "validTo,", "validTo,\nsequence,3", "'sequence' stands twice")]
    [InlineData("manifest.csv", "version,", "version,one two ", "the version is letters")]
    [InlineData("matrix.csv", "gp,PU03,D01,S,A5,", "gp,PU03,D01,S,M1,", "reason M1 does not go with S")]
    [InlineData("matrix.csv", "gp,PU03,D01,S,A5,", "gp,PU03,D01,S,A5,\ngp,PU03,D01,R,X1,", "the cell stands twice")]
    [InlineData("matrix.csv", "gp,PU03,D01,S,A5,\n", "", "gp, PU03 has no cell for D01")]
    [InlineData("matrix.csv", "gp,PU03,D02,M,M1,", "gp,PU03,D02,S,A1,", "gp, PU03, D02 is shared above the cap")]
    [InlineData("matrix.csv", "school-other,any,D01,R,X1,", "school-other,any,D01,R,X1,\nschool-other,any,D01,R,X1,", "the cell stands twice")]
    [InlineData("roles.csv", "gp,gp-practice,", "gp,gp-surgery,", "'gp-surgery' is not a kind of agency")]
    [InlineData("roles.csv", "gp,gp-practice,registration,", "gp,gp-practice,registration registration,", "relationships names something twice")]
    [InlineData("roles.csv", "registration,yes,no,GP", "registration,yes,perhaps,GP", "leadFunction is yes or no")]
    [InlineData("roles.csv", "inspector,", "gp,", "role 'gp' stands twice")]
    [InlineData("roles.csv", "inspector,", "anyone,", "'anyone' stands for every role")]
    [InlineData("roles.csv", "police-ppu,police,", "police-ppu,public,", "public, PU07 has no basis")]
    [InlineData("reasons.csv", "A2,", "A1,", "'A1' stands twice")]
    [InlineData("reasons.csv", "A13,", "A99,", "'A13' is not a reason")]
    [InlineData("items.csv", "D01,plan-flag,", "D01,plan,", "the word of D01 is 'plan-flag', not 'plan'")]
    [InlineData("items.csv", "D01,plan-flag,confidential,", "D01,plan-flag,secret,", "'secret' is not a class")]
    [InlineData("items.csv", "D02,plan-category,", "D01,plan-flag,", "'D01' stands twice")]
    [InlineData("items.csv", "D01,plan-flag,confidential,3", "D01,plan-flag,confidential,6", "intrusion '6' is not a whole number from 0 to 5")]
    [InlineData("items.csv", "D19,address,confidential,4,5", "D19,address,confidential,4,3", "intrusionWhenShielded '3' is not a whole number from 4 to 5")]
    [InlineData("items.csv", "D12,attendance-complaint,confidential-health,4,4", "D12,attendance-complaint,confidential-health,5,5", "D12 is shared above the cap")]
    [InlineData("purposes.csv", "PU02,", "PU99,", "'PU99' is not a purpose")]
    [InlineData("purposes.csv", "PU02,clinical-concern", "PU02,concern", "the word of PU02 is 'clinical-concern'")]
    [InlineData("purposes.csv", "PU02,clinical-concern,no,3,no", "PU02,clinical-concern,no,3,yes", "has a standing reason")]
    [InlineData("purposes.csv", "PU02,clinical-concern,no,3", "PU02,clinical-concern,no,5", "riskIfNotShared '5'")]
    [InlineData("purposes.csv", "PU02,clinical-concern,no,3", "PU02,clinical-concern,no,2", "PU02, D12 is shared above the cap")]
    [InlineData("decisions.csv", "gp,PU02,assess-need", "gp,PU02,satisfy-curiosity", "'satisfy-curiosity' is not a decision")]
    [InlineData("decisions.csv", "gp,PU02,assess-need", "gp,PU05,assess-need", "the matrix has no such column")]
    [InlineData("decisions.csv", "gp,PU02,assess-need", "gp,PU02,contact-key-worker", "stands twice")]
    [InlineData("decisions.csv", "police-investigator,PU09,contact-key-worker\npolice-investigator,PU09,who-can-consent\n", "", "police-investigator, PU09 releases something and takes no decision")]
    [InlineData("limits.csv", "follow-up,24,hours", "follow-up,24,days", "'follow-up' is given in hours, not 'days'")]
    [InlineData("limits.csv", "follow-up,24,hours", "grace,24,hours", "'grace' is not a limit")]
    [InlineData("limits.csv", "follow-up,24,hours", "adult-age,18,years", "'adult-age' has another value on the same day")]
    [InlineData("limits.csv", "follow-up,24,hours,2026-04-29,", "follow-up,24,hours,2026-05-01,", "'follow-up' has no value on 2026-04-29")]
    [InlineData("limits.csv", "follow-up,24,hours,2026-04-29,", "follow-up,24,hours,2026-04-29,2026-12-31", "'follow-up' has no value on 2027-01-01")]
    [InlineData("limits.csv", "adult-age,18", "adult-age,12", "value '12' is not a whole number from 16 to 25")]
    [InlineData("duty.csv", "from,to,area,purpose\n", "from,to,area,purpose\n2027-01-01,,any,PU09\n", "the duty does not reach PU09")]
    [InlineData("duty.csv", "from,to,area,purpose\n", "from,to,area,purpose\n2027-01-01,,any,PU10\n2028-01-01,,aldersham,any\n", "duty.csv line 3: says the same as another row")]
    [InlineData("duty.csv", "from,to,area,purpose\n", "from,to,area,purpose\n2027-01-01,2026-01-01,any,PU10\n", "the period ends before it begins")]
    [InlineData("duty.csv", "from,to,area,purpose\n", "from,to,purpose,area\n", "the header is not from,to,area,purpose")]
    [InlineData("lawful-basis.csv", "school,PU12,", "school,PU13,", "school, PU13 stands twice")]
    [InlineData("lawful-basis.csv", "school,PU12,", "school,PU12 PU18,", "'PU18' is not a purpose")]
    [InlineData("lawful-basis.csv", "school,PU12,", "college,PU12,", "'college' is not a kind of agency")]
    [InlineData("lawful-basis.csv", "school,PU12,6(1)(e)", "school,PU12,", "article6 is empty")]
    [InlineData("rules.csv", "17,Shield,", "17,Cover,", "the name of rule 17 is 'Shield', not 'Cover'")]
    [InlineData("rules.csv", "17,Shield,", "19,Shield,", "'19' is not a rule")]
    [InlineData("rules.csv", "P8,Completeness,", "P7,Deterrence,", "'P7' stands twice")]
    [InlineData("risk-caps.csv", "risk-2,3", "risk-2,9", "value '9' is not a whole number from 0 to 5")]
    [InlineData("risk-caps.csv", "risk-2,3", "risk-2,2", "is shared above the cap")]
    [InlineData("risk-caps.csv", "risk-2,3", "risk-1,2", "'risk-1' stands twice")]
    [InlineData("risk-caps.csv", "risk-2,", "risk-5,", "'risk-5' is not a name of the caps")]
    [InlineData("risk-caps.csv", "exempt,A5", "exempt,A55", "'A55' is not a reason")]
    [InlineData("risk-caps.csv", "exempt,A5", "exempt,A10", "'A10' stands twice")]
    [InlineData("not-reasons.csv", "to be safe", "To be safe", "is not in lower case")]
    [InlineData("not-reasons.csv", "to be thorough", "to be sure", "'to be sure' stands twice")]
    [InlineData("obligations.csv", "SHIELD HBA", "SHEILD HBA", "'SHEILD' is not a flag")]
    [InlineData("obligations.csv", "reason,any-of,X2", "reason,like,X2", "'like' is not an operator")]
    [InlineData("obligations.csv", "PRIVACY_ALERT,1,reason", "PRIVACY_ALERT,1,mood", "'X2' is not a mood")]
    [InlineData("obligations.csv", "PRIVACY_ALERT,1,reason,any-of,X2", "PRIVACY_ALERT,1,reason,any-of,X22", "'X22' is not a reason")]
    [InlineData("obligations.csv", "VALIDATE_AUTHORITY,", "VALIDATE,", "'VALIDATE' is not an obligation")]
    public void Damage_is_refused(string file, string sound, string damaged, string fault)
    {
        Assert.Contains(sound, Files.Text(file), StringComparison.Ordinal);
        var read = PolicyReader.Read(Files.With(file, Replaced(file, sound, damaged)));
        Assert.Contains(Assert.IsType<PolicyReading.Faulty>(read).Faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    public static TheoryData<string> FileNames => [.. PolicyFiles.Names];

    [Theory]
    [MemberData(nameof(FileNames))]
    public void A_file_that_is_cut_or_is_no_text_is_refused(string file)
    {
        var text = Files.Text(file);
        Refused(file, Files.With(file, ""));
        Refused(file, Files.With(file, text[..^1]));
        Refused(file, Files.With(file, text.Replace(",", ";", StringComparison.Ordinal) + "\n"));
        Refused(file, Files.With(file, [.. Files[file].Span, 0xFF, (byte)'\n']));
        Refused(file, Files.With(file, text + "\"open\n"));
        Refused(file, Files.With(file, text + "\n"));
        Refused(file, Files.With(file, text + "\u0007\n"));
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void A_row_that_stands_twice_is_refused_and_one_that_is_dropped_changes_the_hash(string file)
    {
        var lines = Files.Text(file).TrimEnd('\n').Split('\n');
        for (var line = 1; line < lines.Length; line += Math.Max(1, lines.Length / 25))
        {
            var at = line;
            Refused(file, Files.With(file, string.Join('\n', [.. lines[..at], lines[at], .. lines[at..], ""])));
            Changed(Files.With(file, string.Join('\n', [.. lines[..at], .. lines[(at + 1)..], ""])));
        }
    }

    [Fact]
    public void Any_byte_that_changes_anywhere_changes_the_hash_or_is_refused() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).Three().ToArbitrary(), draw =>
        {
            var file = PolicyFiles.Names[draw.Item1 % PolicyFiles.Names.Length];
            var bytes = Files[file].ToArray();
            bytes[draw.Item2 % bytes.Length] ^= (byte)(1 << (draw.Item3 % 8));
            Changed(Files.With(file, bytes));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_that_moves_from_one_file_to_another_changes_the_hash()
    {
        // Neither reads as it stood, and the bytes laid end to end are the same.
        var (manifest, limits) = (Files.Text("manifest.csv"), Files.Text("limits.csv"));
        Changed(Files.With("limits.csv", limits + manifest[..5]).With("manifest.csv", manifest[5..]));
    }

    private static string Replaced(string file, string sound, string damaged)
    {
        var text = Files.Text(file);
        var at = text.IndexOf(sound, StringComparison.Ordinal);
        return text[..at] + damaged + text[(at + sound.Length)..];
    }

    private static void Refused(string file, PolicyFiles files)
    {
        var faulty = Assert.IsType<PolicyReading.Faulty>(PolicyReader.Read(files));
        Assert.Contains(faulty.Faults, fault => fault.StartsWith(file, StringComparison.Ordinal));
    }

    private static void Changed(PolicyFiles files)
    {
        if (PolicyReader.Read(files) is PolicyReading.Valid valid)
            Assert.False(valid.Policy.Hash.Span.SequenceEqual(Repository.Policy.Hash.Span));
    }
}
