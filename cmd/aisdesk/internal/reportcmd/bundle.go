package reportcmd

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/bundle"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// bundleFlags say to whom a bundle is sealed and where it goes.
type bundleFlags struct {
	to              []string
	output, level   string
	overwrite, sign bool
}

func (prog commands) bundleCommand() *cobra.Command {
	var f bundleFlags
	c := &cobra.Command{
		Use:   "bundle ID --to age1...",
		Short: "Put a report, its replies and the events of its case into one sealed file",
		Long: `Put a report, the replies that it rests on and the events of its case into one file, sealed with age to those whom --to
names. "aisdesk check FILE --identity KEYFILE" checks it without the archive and without a network; with age and tar alone
it can be read as well. The report is on the claims that were saved with the case or the import. A file that exists is
only replaced with --overwrite.

` + cli.IDHelp,
		Example: `  aisdesk bundle latest --to age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
  aisdesk bundle latest --sign --to age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p --output signed.bundle.age`,
		Args: cli.OneArg("the ID of a case or an import"),
		RunE: func(c *cobra.Command, args []string) error {
			level, err := report.ParseLevel(f.level)
			if err != nil {
				return cli.Usage(err)
			}
			recipients, err := bundle.Recipients(f.to)
			if err != nil {
				return cli.Usage(err)
			}
			return prog.WithDataset(c.Context(), args[0], func(a *app.App, d app.Dataset, _ *aisclient.Import) error {
				if d.ID == "" && d.Case == "" {
					return errors.New("a file from elsewhere is no import: import it, or add it to a case with \"aisdesk case add\"")
				}
				doc, err := prog.savedReport(c.Context(), a, d, level)
				if err != nil {
					return err
				}
				path := f.path(doc, time.Now())
				err = export.WriteFile(path, f.overwrite, func(w io.Writer) error { return a.Reports.Bundle(c.Context(), w, recipients, d, doc, f.sign) })
				if err != nil {
					return cli.Overwriting(err)
				}
				p := &cli.Printer{W: prog.Out}
				p.Line("%s", text.Clean(path))
				return p.Err
			})
		},
	}
	c.Flags().StringArrayVar(&f.to, "to", nil, "seal it to this age `RECIPIENT`, age1... or a public SSH key; may be given again")
	c.Flags().StringVar(&f.output, "output", "", "`FILE` to write; without it a name is made in this folder")
	c.Flags().BoolVar(&f.overwrite, "overwrite", false, "replace the file of --output")
	c.Flags().StringVar(&f.level, "level", string(report.File), "`LEVEL` of the report: full, file or verdict; the replies are whole")
	c.Flags().BoolVar(&f.sign, "sign", false, "sign the report with the SSH key of [case] sign_key, or the first of ssh-agent")
	return c
}

// path is where the bundle goes.
func (f *bundleFlags) path(d *report.Document, now time.Time) string {
	if f.output != "" {
		return f.output
	}
	name := d.ID
	if d.Case != nil {
		name = d.Case.ID
	}
	return filepath.Clean(name + "-" + now.UTC().Format("20060102T150405Z") + ".bundle.age")
}

// savedReport is the report on the claims that were saved with a dataset.
func (prog commands) savedReport(ctx context.Context, a *app.App, d app.Dataset, level report.Level) (*report.Document, error) {
	claims, err := prog.savedClaims(ctx, a, d)
	if err != nil {
		return nil, err
	}
	return a.Reports.Make(ctx, d, app.ReportRequest{Claims: claims, Level: level})
}
