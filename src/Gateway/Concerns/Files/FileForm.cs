using static Gateway.Referrals.Form.FormField;

namespace Gateway.Concerns.Files;

/// <summary>What a safeguarding lead sends with a pupil to the next school.</summary>
internal static class FileForm
{
    private const string Which = "Select what goes with the pupil";

    public static readonly Group Sent = new("file", "Enter the new school's number",
    [
        new Text("urn", "Enter the new school's number", 10),
        new Group("pupil", "Enter the pupil's last name",
        [
            new Text("firstName", "Enter the pupil's first name, or leave it out", 100, Required: false),
            new Text("lastName", "Enter the pupil's last name", 100),
            new Day("dateOfBirth", "Enter a real date of birth, or leave it out", "Date of birth must be today or in the past"),
            new PupilNumber("upn"),
            new Nhs("nhsNumber"),
        ], []),
        new Rows("concerns", Which, [new Id("concern", Which, Required: true)], [], Most: FindEarlier.Most, Least: 1),
        new Text("note", "Enter what the new school needs to know, or leave it out", 4000, Required: false),
    ], []);
}
