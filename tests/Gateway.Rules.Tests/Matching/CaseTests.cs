using Gateway.Rules.Matching.Cases;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Tests.Matching;

/// <summary>Every case of <c>contracts/matching/cases.jsonl</c>, each under its id, among a small population that answers as a national one does, with the shares of names that the service has.</summary>
public sealed class CaseTests
{
    private static readonly Dictionary<string, MatchingCase> Cases = File.ReadLines(Held.In("cases.jsonl")).Select(Read).ToDictionary(one => one.Id);

    private static readonly Lazy<ChildrenIndex> Everybody = new(Held.Index);

    [Fact]
    public void T01_NHS_number_date_of_birth_and_name_agree() => Passes("T01");

    [Fact]
    public void T02_NHS_number_alone() => Passes("T02");

    [Fact]
    public void T04_NHS_number_right_date_of_birth_quite_different_no_names() => Passes("T04");

    [Fact]
    public void T05_number_belongs_to_one_child_name_and_DOB_to_another() => Passes("T05");

    [Fact]
    public void T07_repeated_digit_placeholder_1111111111() => Passes("T07");

    [Fact]
    public void T08_first_nine_digits_whose_check_value_is_10() => Passes("T08");

    [Fact]
    public void T10_UPN_and_date_of_birth_and_surname() => Passes("T10");

    [Fact]
    public void T11_UPN_with_the_wrong_check_letter() => Passes("T11");

    [Fact]
    public void T13_temporary_UPN() => Passes("T13");

    [Fact]
    public void T14_local_number_with_its_assigning_authority() => Passes("T14");

    [Fact]
    public void T16_one_letter_surname_slip_DOB_and_postcode_right() => Passes("T16");

    [Fact]
    public void T17_nickname() => Passes("T17");

    [Fact]
    public void T19_swapped_and_a_child_of_the_swapped_name_also_exists() => Passes("T19");

    [Fact]
    public void T20_double_barrelled_surname_one_half_given() => Passes("T20");

    [Fact]
    public void T22_apostrophe_and_accent() => Passes("T22");

    [Fact]
    public void T23_accents_decomposed_NFD_on_one_side() => Passes("T23");

    [Fact]
    public void T25_Turkish_dotless_i_and_culture_rules() => Passes("T25");

    [Fact]
    public void T26_Cyrillic_look_alike_letter_pasted_in() => Passes("T26");

    [Fact]
    public void T28_very_common_full_name_and_DOB_nothing_else() => Passes("T28");

    [Fact]
    public void T29_very_rare_full_name_and_DOB_nothing_else() => Passes("T29");

    [Fact]
    public void T31_family_name_first() => Passes("T31");

    [Fact]
    public void T32_religious_second_name_used_as_surname() => Passes("T32");

    [Fact]
    public void T34_known_by_middle_name() => Passes("T34");

    [Fact]
    public void T35_very_short_names_one_edit_apart() => Passes("T35");

    [Fact]
    public void T37_twins_different_names_one_asked_for() => Passes("T37");

    [Fact]
    public void T38_twins_with_near_identical_names() => Passes("T38");

    [Fact]
    public void T40_twin_numbers_crossed_by_the_user() => Passes("T40");

    [Fact]
    public void T41_no_given_name_typed() => Passes("T41");

    [Fact]
    public void T43_twin_labels_instead_of_names() => Passes("T43");

    [Fact]
    public void T44_placeholder_given_name_one_baby() => Passes("T44");

    [Fact]
    public void T46_unborn_child_with_a_plan_found_through_the_mother() => Passes("T46");

    [Fact]
    public void T47_brothers_13_months_apart_names_one_letter_apart() => Passes("T47");

    [Fact]
    public void T49_sibling_not_in_index_household_matches() => Passes("T49");

    [Fact]
    public void T50_same_full_name_and_DOB_in_two_towns_no_postcode() => Passes("T50");

    [Fact]
    public void T52_day_and_month_swapped_names_and_postcode_right() => Passes("T52");

    [Fact]
    public void T53_day_and_month_swapped_no_postcode_common_name() => Passes("T53");

    [Fact]
    public void T55_1_January_default_for_an_age_assessed_child() => Passes("T55");

    [Fact]
    public void T56_approximate_age_only() => Passes("T56");

    [Fact]
    public void T58_adult_asked_for() => Passes("T58");

    [Fact]
    public void T59_letter_O_and_zero_in_the_postcode() => Passes("T59");

    [Fact]
    public void T61_moved_unrelated_postcode_rare_name() => Passes("T61");

    [Fact]
    public void T62_moved_unrelated_postcode_common_name() => Passes("T62");

    [Fact]
    public void T64_childrens_home_shared_by_many_children() => Passes("T64");

    [Fact]
    public void T65_restricted_child_right_postcode() => Passes("T65");

    [Fact]
    public void T67_restricted_child_NHS_number_and_DOB() => Passes("T67");

    [Fact]
    public void T68_adopted_child_asked_for_by_birth_name_and_old_number() => Passes("T68");

    [Fact]
    public void T70_recorded_gender_and_given_name_changed() => Passes("T70");

    [Fact]
    public void T71_sex_mis_keyed_everything_else_agrees() => Passes("T71");

    [Fact]
    public void T73_records_wrongly_merged_then_split() => Passes("T73");

    [Fact]
    public void T74_surname_and_postcode_only() => Passes("T74");

    [Fact]
    public void T76_wildcard_in_a_name() => Passes("T76");

    [Fact]
    public void T77_more_than_five_plausible_children() => Passes("T77");

    [Fact]
    public void T79_one_agency_feed_unavailable() => Passes("T79");

    [Fact]
    public void T80_child_absent_from_every_source() => Passes("T80");

    [Fact]
    public void Every_case_of_the_file_has_a_test() =>
        Assert.Equal(Cases.Keys.Order(), typeof(CaseTests).GetMethods().Where(method => method.Name.StartsWith('T') && char.IsAsciiDigit(method.Name[1])).Select(method => method.Name[..3]).Order());

    private static void Passes(string id)
    {
        lock (Everybody) Assert.Empty(CheckMatchingCase.Differences(Everybody.Value, Held.InForce, Cases[id], Held.Population, Held.Today));
    }

    private static MatchingCase Read(string line) => ReadMatchingCase.From(line) switch
    {
        MatchingCaseReading.Valid valid => valid.Case,
        MatchingCaseReading.Faulty faulty => throw new InvalidOperationException(faulty.Fault),
        _ => throw new InvalidOperationException(),
    };
}
