package reportcmd

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// outputFlags say in which form a report is written, and where.
type outputFlags struct {
	format, output, level, from string
	force                       bool

	form   form.Form
	chosen report.Level
}

func (o *outputFlags) add(s *pflag.FlagSet) {
	s.StringVar(&o.format, "format", "", "`FORMAT`: "+form.Names()+"; without it the ending of --output says, else text")
	s.StringVar(&o.output, "output", "", "`FILE` to write instead of standard output; it is complete or not there")
	s.BoolVar(&o.force, "force", false, "replace the file of --output")
	s.StringVar(&o.level, "level", string(report.File), "`LEVEL` of what is shown: full, file or verdict")
	s.StringVar(&o.from, "from", "", "write the report of a `FILE` of JSON that was saved before")
}

// check settles form and level.
func (o *outputFlags) check() (err error) {
	if o.output == "-" {
		o.output = ""
	}
	if o.chosen, err = report.ParseLevel(o.level); err != nil {
		return fmt.Errorf("--level: %w", err)
	}
	o.form = form.Text
	if o.output != "" {
		if o.form, err = form.Of(o.output); err != nil {
			return fmt.Errorf("--output: %w", err)
		}
	}
	if o.format == "" {
		return nil
	}
	named, err := form.Parse(o.format)
	if err != nil {
		return fmt.Errorf("--format %w", err)
	}
	if o.output != "" && named != o.form {
		return fmt.Errorf("--output: %s is the name of a %s file and --format is %s: leave one of them out", text.Clean(o.output), o.form, named)
	}
	o.form = named
	return nil
}

// write writes a report where it was asked for.
func (prog commands) write(d *report.Document, o *outputFlags) error {
	if o.output != "" {
		err := form.WriteFile(o.output, o.force, d)
		if errors.Is(err, export.ErrExists) {
			return fmt.Errorf("%w: --force replaces it", err)
		}
		return err
	}
	if o.form.Binary() && cli.Width(prog.Out) > 0 {
		return cli.Usage(fmt.Errorf("--format %s is nothing for a terminal: name a file with --output", o.form))
	}
	b, err := form.Render(d, o.form)
	if err != nil {
		return err
	}
	if _, err := prog.Out.Write(b); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// mostReport is the largest report in bytes that is read back.
const mostReport = 256 << 20

// again writes a report that was saved as JSON in another form.
func (prog commands) again(o *outputFlags) error {
	if err := o.check(); err != nil {
		return cli.Usage(err)
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
