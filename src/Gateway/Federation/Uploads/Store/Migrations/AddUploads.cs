using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Federation.Uploads.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123050000_AddUploads")]
internal sealed class AddUploads : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Uploads(migrationBuilder);
        OnTheWay(migrationBuilder);
        Applied(migrationBuilder);
    }

    private void Uploads(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Uploads",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Custodian = table.Column<string>(nullable: false),
                Sequence = table.Column<long>(nullable: false),
                AsOf = table.Column<long>(nullable: false),
                Format = table.Column<string>(nullable: false),
                Records = table.Column<int>(nullable: false),
                Size = table.Column<long>(nullable: false),
                Sha256 = table.Column<string>(nullable: false),
                State = table.Column<string>(maxLength: 16, nullable: false),
                Received = table.Column<long>(nullable: false),
                Checked = table.Column<int>(nullable: false),
                At = table.Column<long>(nullable: false),
                ClaimedUntil = table.Column<long>(nullable: false),
                Content = table.Column<Guid>(nullable: false),
                Code = table.Column<string>(nullable: true),
                Detail = table.Column<string>(nullable: true),
                Accepted = table.Column<int>(nullable: false),
                Returned = table.Column<int>(nullable: false),
                Head = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Uploads", upload => upload.Id));
        migration.CreateIndex("IX_Uploads_Custodian_State", "Uploads", ["Custodian", "State"], Schema);
    }

    private void OnTheWay(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "UploadParts",
            schema: Schema,
            columns: table => new { Upload = table.Column<Guid>(nullable: false), At = table.Column<long>(nullable: false), Sealed = table.Column<byte[]>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_UploadParts", part => new { part.Upload, part.At }));
        migration.CreateTable(
            name: "UploadReturned",
            schema: Schema,
            columns: table => new
            {
                Content = table.Column<Guid>(nullable: false),
                First = table.Column<int>(nullable: false),
                Last = table.Column<int>(nullable: false),
                Sealed = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_UploadReturned", returned => new { returned.Content, returned.First }));
    }

    private void Applied(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "AppliedFiles",
            schema: Schema,
            columns: table => new
            {
                Custodian = table.Column<string>(nullable: false),
                Sequence = table.Column<long>(nullable: false),
                Content = table.Column<Guid>(nullable: false),
                Sealed = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_AppliedFiles", file => file.Custodian));
        migration.CreateTable(
            name: "FileBuckets",
            schema: Schema,
            columns: table => new { Content = table.Column<Guid>(nullable: false), Number = table.Column<int>(nullable: false), Sealed = table.Column<byte[]>(nullable: false) },
            constraints: table => table.PrimaryKey("PK_FileBuckets", bucket => new { bucket.Content, bucket.Number }));
    }
}
