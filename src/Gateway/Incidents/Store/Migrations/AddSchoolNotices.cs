using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Incidents.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123111000_AddSchoolNotices")]
internal sealed class AddSchoolNotices : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "SchoolNotices",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Incident = table.Column<Guid>(nullable: false),
                School = table.Column<string>(nullable: false),
                Council = table.Column<string>(nullable: false),
                Force = table.Column<string>(nullable: false),
                HomeForce = table.Column<string>(nullable: true),
                Red = table.Column<bool>(nullable: false),
                About = table.Column<byte[]>(nullable: false),
                At = table.Column<long>(nullable: false),
                Stage = table.Column<string>(maxLength: 16, nullable: false),
                OnRoll = table.Column<bool>(nullable: false),
                WakeAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_SchoolNotices", notice => notice.Id));
        migrationBuilder.CreateIndex("IX_SchoolNotices_WakeAt", "SchoolNotices", ["WakeAt"], Schema);
        migrationBuilder.CreateIndex("IX_SchoolNotices_Incident", "SchoolNotices", ["Incident"], Schema);
    }
}
