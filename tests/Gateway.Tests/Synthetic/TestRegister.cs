using System.Text.Json;

namespace Gateway.Tests.Synthetic;

/// <summary>The demonstration's agencies, as far as the generator reads a register, and their postcode districts.</summary>
internal static class TestRegister
{
    private static readonly string[] SocialCare =
        ["plan-flag", "plan-category", "plan-dates", "lead-social-worker", "looked-after", "unborn-plan", "plan-ended", "sibling-on-plan"];

    private static readonly string[] Department =
        ["attendance-count", "attendance-dates", "attendance-site", "attendance-complaint", "attendance-outcome"];

    private static readonly string[] Councils = ["aldersham", "brackenford", "castlebridge", "dunmere", "eastholt", "farrowdale"];

    /// <summary>Writes both files into a folder and answers with the path of the register.</summary>
    public static string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "postcodes-demonstration.csv"), Postcodes());
        var path = Path.Combine(folder, "demonstration.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { agencies = Agencies() }));
        return path;
    }

    private static string Postcodes() =>
        "district,council,from,to\n" + string.Concat(Councils.SelectMany((council, at) =>
            Enumerable.Range(1, 9).Select(n => $"Z{(char)('A' + at)}{n},{council},2009-04-01,\n")));

    private static IEnumerable<object> Agencies() =>
    [
        .. Councils.Select(c => Agency($"{c}-council", [c], SocialCare, $"{c}-csc")),
        Agency("alder-valley-nhs-trust", ["aldersham"], Department, "aldersham-general-ed", "brook-street-ed"),
        Agency("brackenford-hospitals-nhs-trust", ["brackenford"], Department, "brackenford-royal-ed", "northgate-childrens-ed"),
        Agency("castlebridge-nhs-trust", ["castlebridge"], Department, "castlebridge-infirmary-ed"),
        Agency("dunmere-and-eastholt-nhs-trust", ["dunmere", "eastholt"], Department, "dunmere-district-ed", "eastholt-cottage-ed"),
        Agency("northshire-police", ["aldersham", "brackenford", "castlebridge"], ["abuse-marker"], "northshire-police-records"),
        Agency("southmere-police", ["dunmere", "eastholt", "farrowdale"], ["abuse-marker"], "southmere-police-records"),
        Agency("millpond-surgery", ["aldersham"], ["gp-registration"], "millpond-surgery-list"),
        Agency("kiln-lane-practice", ["brackenford"], ["gp-registration"], "kiln-lane-practice-list"),
        Agency("harbour-view-surgery", ["dunmere"], ["gp-registration"], "harbour-view-surgery-list"),
        Agency("st-oswins-primary", ["aldersham"], ["school"], "st-oswins-primary-roll"),
        Agency("brackenford-academy", ["brackenford"], ["school"], "brackenford-academy-roll"),
        Agency("castlebridge-high", ["castlebridge"], ["school"], "castlebridge-high-roll"),
        Agency("dunmere-college", ["dunmere"], ["school"], "dunmere-college-roll"),
        new
        {
            id = "aldersham-community-nhs-trust",
            name = "aldersham community nhs trust",
            areas = (string[])["aldersham"],
            custodians = Array.Empty<object>(),
            services = ((string[])["health-visitor", "school-nurse"]).Select(role => new { role, areas = (string[])["aldersham"] }),
        },
    ];

    private static object Agency(string id, string[] areas, string[] holds, params string[] custodians) => new
    {
        id,
        name = id.Replace('-', ' '),
        areas,
        custodians = custodians.Select(custodian => new { id = custodian, name = custodian.Replace('-', ' '), authoritativeFor = holds }),
    };
}
