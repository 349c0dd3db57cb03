package reportcmd

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// outputFlags say in which form a report is written, where, and how much it shows.
type outputFlags struct {
	cli.Output
	level, from string

	chosen report.Level
}

func (o *outputFlags) add(c *cobra.Command) {
	var forms []cli.Form
	for _, f := range form.Forms() {
		forms = append(forms, cli.Form(f))
	}
	o.Add(c, forms...)
	c.Flags().StringVar(&o.level, "level", string(report.File), "`LEVEL` of what is shown: full, file or verdict")
	c.Flags().StringVar(&o.from, "from", "", "write the report of a `FILE` of JSON that was saved before")
}

// check settles form and level.
func (o *outputFlags) check() (err error) {
	if err := o.Settle(); err != nil {
		return err
	}
	if o.chosen, err = report.ParseLevel(o.level); err != nil {
		return cli.Usage(fmt.Errorf("--level: %w", err))
	}
	return nil
}

// write writes a report where it was asked for.
func (prog commands) write(d *report.Document, o *outputFlags) error {
	f := form.Form(o.Form)
	if f.Binary() && prog.Terminal(&o.Output) {
		return cli.Usage(fmt.Errorf("--format %s is nothing for a terminal: name a file with --output", f))
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

// again writes a report that was saved as JSON in another form.
func (prog commands) again(o *outputFlags) error {
	if err := o.check(); err != nil {
		return err
	}
	d, err := readReport(o.from)
	if err != nil {
		return err
	}
	if err := prog.write(d, o); err != nil {
		return err
	}
	return verdictCode(d)
}

// readReport reads a report's JSON.
func readReport(path string) (*report.Document, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("--from: %w", err)
	}
	if info.Size() > mostReport {
		return nil, fmt.Errorf("--from: %s has %d bytes, the most that is read is %d", text.Clean(path), info.Size(), mostReport)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("--from: %w", err)
	}
	d, err := report.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("--from: %s: %w", text.Clean(path), err)
	}
	return d, nil
}
