using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Concerns.Store.Migrations;

/// <summary>
/// Every referral that came of a concern, not the last alone. The old column goes: a program that knows of one link only would lose the others, and fails here instead.
/// </summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123250000_AddConcernReferrals")]
internal sealed class AddConcernReferrals : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ConcernReferrals",
            schema: Schema,
            columns: table => new { Concern = table.Column<Guid>(nullable: false), Referral = table.Column<Guid>(nullable: false), Decision = table.Column<Guid>(nullable: true) },
            constraints: table => table.PrimaryKey("PK_ConcernReferrals", one => new { one.Concern, one.Referral }));
        migrationBuilder.CreateIndex("IX_ConcernReferrals_Referral", "ConcernReferrals", ["Referral"], Schema);
        var (into, from) = Schema is { } schema ? ($"{schema}.\"ConcernReferrals\"", $"{schema}.\"Concerns\"") : ("\"ConcernReferrals\"", "\"Concerns\"");
        migrationBuilder.Sql($"INSERT INTO {into} (\"Concern\", \"Referral\") SELECT \"Id\", \"Referral\" FROM {from} WHERE \"Referral\" IS NOT NULL;");
        // By its own words: the embedded store would lay the whole table out anew for it.
        migrationBuilder.Sql($"ALTER TABLE {from} DROP COLUMN \"Referral\";");
    }
}
