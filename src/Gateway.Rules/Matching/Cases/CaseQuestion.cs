using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Cases;

/// <summary>The question of a case, as a practitioner would have typed it.</summary>
internal static class CaseQuestion
{
    public static MatchingQuestion Of(QueryForm query)
    {
        var fault = BirthDates.Read(query.Dob, out var born);
        return new MatchingQuestion
        {
            Given = query.Given,
            Surname = query.Surname,
            DateOfBirth = fault == BirthDateFault.None ? born : null,
            DateUnreadable = fault is not (BirthDateFault.None or BirthDateFault.Missing),
            AgeAbout = query.Age is { ValueKind: not System.Text.Json.JsonValueKind.Null } age ? CaseValues.Age(age) : null,
            Sex = CaseValues.Sex("query.sex", query.Sex),
            Postcode = query.Postcode,
            NhsNumber = query.Nhs,
            Upn = query.Upn,
            Local = query.Local is null ? null : CaseValues.Local(query.Local),
            MotherNhsNumber = query.MotherNhs,
            MotherDateOfBirth = query.MotherDob is null ? null : CaseValues.Day("query.mother_dob", query.MotherDob),
        };
    }
}
