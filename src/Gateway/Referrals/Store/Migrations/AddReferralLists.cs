using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Referrals.Store.Migrations;

/// <summary>What further lists are made by: an open disagreement, and that whoever leads at the referrer's agency was told that nobody has read the decision.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123120000_AddReferralLists")]
internal sealed class AddReferralLists : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("Disputed", "ReferralChildren", schema: Schema, nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<bool>("LeadTold", "ReferralChildren", schema: Schema, nullable: false, defaultValue: false);
        var children = Schema is { } schema ? $"\"{schema}\".\"ReferralChildren\"" : "\"ReferralChildren\"";
        migrationBuilder.Sql($"UPDATE {children} SET \"Disputed\" = TRUE WHERE \"Standing\" LIKE '%\"disagreement\":{{%';");
        migrationBuilder.Sql($"UPDATE {children} SET \"LeadTold\" = TRUE WHERE \"Told\" LIKE '%feedback-read.%b%';");
    }
}
