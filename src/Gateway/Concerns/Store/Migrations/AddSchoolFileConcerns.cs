using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Concerns.Store.Migrations;

/// <summary>Which concerns are in which pupil's file; of a file that was sent before nothing says it.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123249000_AddSchoolFileConcerns")]
internal sealed class AddSchoolFileConcerns : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "SchoolFileConcerns",
            schema: Schema,
            columns: table => new { File = table.Column<Guid>(nullable: false), Concern = table.Column<Guid>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_SchoolFileConcerns", one => new { one.File, one.Concern }));
        migrationBuilder.CreateIndex("IX_SchoolFileConcerns_Concern", "SchoolFileConcerns", ["Concern"], Schema);
    }
}
