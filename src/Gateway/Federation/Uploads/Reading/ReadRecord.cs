using System.Collections.Immutable;
using System.Globalization;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Rules.Identifiers;

namespace Gateway.Federation.Uploads.Reading;

/// <summary>A record as far as it reads: who it is about, what it says, and the first thing that is wrong with it.</summary>
/// <param name="Fact">Null where something is wrong.</param>
internal sealed record RecordRead(NhsNumber Number, DateOnly? Born, string Family, string Given, string? Reference, FileFact? Fact, RecordCode Code, string? Detail)
{
    public override string ToString() => "(a record)";
}

/// <summary>Reads one record's texts. Whatever is wrong, who it may be about is still read, so that nobody whom it names is taken for somebody of whom nothing is held.</summary>
internal sealed class ReadRecord(string[] texts, DateOnly today)
{
    /// <summary>The words of <see cref="FileKind"/>, in its order.</summary>
    public static readonly ImmutableArray<string> Kinds = ["plan", "looked-after", "unborn", "plan-ended"];

    private const int LongestText = 100;
    private const int OldestPlan = 26;

    private static readonly ImmutableArray<string> Categories = ["neglect", "physical", "sexual", "emotional"];
    private static readonly ImmutableArray<string> Bases = ["care-order", "interim-care-order", "section-20"];

    private string? _wrong;
    private RecordCode _code = RecordCode.Accepted;

    public RecordRead Read()
    {
        var (number, born) = (Number(), Born());
        var (family, given) = (Name("familyName", "family-name"), Name("givenNames", "given-names"));
        var reference = Reference();
        var fact = Fact();
        return new RecordRead(number, born, family, given, reference, _code == RecordCode.Accepted ? fact : null, _code, _wrong);
    }

    private string this[string name] => texts[ReadLine.Columns.IndexOf(name)];

    private NhsNumber Number()
    {
        switch (NhsNumber.Read(this["nhsNumber"], out var number))
        {
            case NhsNumberFault.NotTenDigits: Wrong(RecordCode.OldStyle, null); break;
            case NhsNumberFault.WrongDigit: Wrong("nhs-number-digit"); break;
            case NhsNumberFault.Missing: Wrong("nhs-number"); break;
        }

        return number;
    }

    private DateOnly? Born()
    {
        // Of an unborn child it is the mother's, who may be older.
        if (Day("dateOfBirth") is { } born && (this["kind"] == Kinds[(int)FileKind.Unborn] ? born <= today : ChildWords.OfBirth(born, today) is null)) return born;
        Wrong("date-of-birth");
        return null;
    }

    // A cell that a spreadsheet would work out is no name.
    private string Name(string column, string detail)
    {
        var text = this[column];
        if (IsPlain(text)) return text;
        Wrong(detail);
        return "";
    }

    private string? Reference()
    {
        var text = this["reference"];
        if (BodyReader.IsReference(text) && char.IsAsciiLetterOrDigit(text[0])) return text;
        Wrong("reference");
        return null;
    }

    private FileFact Fact()
    {
        var kind = (FileKind)Kinds.IndexOf(this["kind"]);
        if (kind < 0) Wrong("kind");
        var start = Started("start");
        var (end, due) = (Of(kind == FileKind.PlanEnded, "end", "end"), Of(kind == FileKind.Unborn, "due", "due"));
        if (kind is FileKind.Plan or FileKind.LookedAfter && start is null) Wrong("start");
        if (end > today || end < start) Wrong("end");
        if (due is { } day && (day > today.AddYears(1) || day < today.AddYears(-1))) Wrong("due");
        return new FileFact(kind) { Categories = PlanCategories(kind), Start = start, End = end, Due = due, LegalBasis = Basis(kind), Worker = Worker() };
    }

    private DateOnly? Started(string column)
    {
        if (this[column].Length == 0) return null;
        if (Day(column) is { } day && day <= today && day > today.AddYears(-OldestPlan)) return day;
        Wrong(column);
        return null;
    }

    // Where the kind has such a day it is needed; anywhere else it says something that nobody understands.
    private DateOnly? Of(bool has, string column, string detail)
    {
        var day = Day(column);
        if (has ? day is null : this[column].Length > 0) Wrong(detail);
        return has ? day : null;
    }

    private ImmutableArray<string> PlanCategories(FileKind kind)
    {
        var words = this["categories"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToImmutableArray();
        if ((kind == FileKind.Plan && words.IsEmpty) || !words.All(Categories.Contains) || words.Distinct().Count() != words.Length) Wrong("categories");
        return words;
    }

    private string? Basis(FileKind kind)
    {
        var basis = this["legalBasis"];
        if (kind == FileKind.LookedAfter ? !Bases.Contains(basis) : basis.Length > 0) Wrong("legal-basis");
        return basis.Length > 0 ? basis : null;
    }

    private FileWorker? Worker()
    {
        var (name, team, telephone) = (this["socialWorkerName"], this["socialWorkerTeam"], this["socialWorkerTelephone"]);
        if (name.Length + team.Length + telephone.Length == 0) return null;
        if (!IsPlain(name) || !IsPlain(team) || !IsPlain(telephone, "+")) Wrong("social-worker");
        return new FileWorker(name, team, telephone);
    }

    private DateOnly? Day(string column) =>
        DateOnly.TryParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool IsPlain(string text, string also = "") =>
        text.Length > 0 && text.Length <= LongestText && (text[0] is not ('=' or '+' or '-' or '@') || also.Contains(text[0])) && !text.Any(char.IsControl) && PlainText.WhatIsWrong(text, LongestText) is null;

    private void Wrong(string detail) => Wrong(RecordCode.Rejected, detail);

    private void Wrong(RecordCode code, string? detail)
    {
        if (_code == RecordCode.Accepted) (_code, _wrong) = (code, detail);
    }
}
