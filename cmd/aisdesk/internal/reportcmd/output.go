package reportcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// outputFlags say in which form a report is written, where, and how much it shows.
type outputFlags struct {
	cli.Output
	level, from string
	sign        bool

	chosen report.Level
}

func (o *outputFlags) add(c *cobra.Command) {
	forms := append([]cli.Form{cli.Form(form.Text)}, cli.Data...)
	for _, f := range form.Forms() {
		if !slices.Contains(forms, cli.Form(f)) {
			forms = append(forms, cli.Form(f))
		}
	}
	o.Add(c, forms...)
	c.Flags().StringVar(&o.level, "level", string(report.File), "`LEVEL` of what is shown: full, file or verdict")
	c.Flags().BoolVar(&o.sign, "sign", false, "sign the JSON that --output writes, with the SSH key of [case] sign_key or the first of ssh-agent")
	c.Flags().StringVar(&o.from, "from", "", "write the report of a `FILE` that was saved before: of JSON, or a PDF or HTML file, which hold it")
}

// check settles form and level.
func (o *outputFlags) check() (err error) {
	if err := o.Settle(); err != nil {
		return err
	}
	if o.chosen, err = report.ParseLevel(o.level); err != nil {
		return cli.Usage(fmt.Errorf("--level: %w", err))
	}
	if o.sign && (!o.ToFile() || o.Form != cli.JSON || o.from != "") {
		return cli.Usage(errors.New("--sign signs the JSON of a new report: add --output report.json"))
	}
	return nil
}

// writeSigned writes a report and, where one is asked for, its signature beside the JSON. What can fail of that comes before
// either is written.
func (prog commands) writeSigned(ctx context.Context, a *app.App, r *report.Document, o *outputFlags) error {
	if !o.sign {
		return prog.write(ctx, r, o)
	}
	b, err := r.JSON()
	if err != nil {
		return err
	}
	sig, err := a.Reports.Sign(ctx, b)
	if err != nil {
		return fmt.Errorf("the report is not signed, and nothing was written: %w", err)
	}
	if _, err := os.Lstat(o.File() + signatureEnd); err == nil && !o.Overwrites() {
		return fmt.Errorf("nothing was written: %w", cli.Overwriting(fmt.Errorf("%s: %w", text.Clean(o.File()+signatureEnd), export.ErrExists)))
	}
	if err := prog.write(ctx, r, o); err != nil {
		return err
	}
	return cli.Overwriting(export.WriteFile(o.File()+signatureEnd, o.Overwrites(), func(w io.Writer) error {
		_, err := w.Write(sig)
		return err
	}))
}

// signatureEnd is what the name of a signature has behind that of the report.
const signatureEnd = ".sig"

// write writes a report where it was asked for. As one line of JSON it is the JSON.
func (prog commands) write(ctx context.Context, d *report.Document, o *outputFlags) error {
	f := form.Form(o.Form)
	switch o.Form {
	case cli.Table, cli.CSV:
		return prog.printChecks(ctx, d, o)
	case cli.NDJSON:
		f = form.JSON
	}
	if f.Binary() && prog.Terminal(&o.Output) {
		return cli.Usage(fmt.Errorf("--format %s cannot be shown in a terminal: name a file with --output", f))
	}
	return prog.Write(&o.Output, func(w io.Writer) error {
		b, err := form.Render(d, f)
		if err != nil {
			return err
		}
		if _, err := w.Write(b); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
		return nil
	})
}

// mostReport is the largest report in bytes that is read back.
const mostReport = 256 << 20

// onlyForm refuses flags beside --from that would change what the report says: it is written as it was made.
func onlyForm(s *pflag.FlagSet) error {
	var more []string
	s.VisitAll(func(f *pflag.Flag) {
		if f.Changed && !slices.Contains([]string{"from", "format", "json", "csv", "output", "overwrite"}, f.Name) {
			more = append(more, "--"+f.Name)
		}
	})
	if len(more) == 0 {
		return nil
	}
	return fmt.Errorf("--from writes a report as it was made, in another form, and cannot be used with %s: make a new report of the import or case for that", strings.Join(more, ", "))
}

// again writes a report that was saved as JSON in another form.
func (prog commands) again(ctx context.Context, o *outputFlags) error {
	if err := o.check(); err != nil {
		return err
	}
	d, err := readReport(o.from)
	if err != nil {
		return err
	}
	if err := prog.write(ctx, d, o); err != nil {
		return err
	}
	return verdictCode(d)
}

// readReport reads a report's JSON, or a PDF or an HTML file that holds it.
func readReport(path string) (*report.Document, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("--from: %w", err)
	}
	if info.Size() > mostReport {
		return nil, fmt.Errorf("--from: %s has %d bytes, the most that is read is %d", text.Clean(path), info.Size(), mostReport)
	}
	b, err := config.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("--from: %w", err)
	}
	if f, err := form.Of(path); err == nil {
		if held, ok := form.Data(b, f); ok {
			b = held
		}
	}
	d, err := report.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("--from: %s: %w", text.Clean(path), err)
	}
	return d, nil
}
