package main

import (
	"bytes"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// at runs a command on a terminal of so many cells and returns what it prints.
func (d *desk) at(cells uint16, args ...string) string {
	d.t.Helper()
	c := exec.Command(program(d.t), args...)
	c.Env = []string{"TERM=xterm-256color"}
	for k, v := range d.env {
		c.Env = append(c.Env, k+"="+v)
	}
	tty, err := pty.StartWithSize(c, &pty.Winsize{Rows: 24, Cols: cells})
	if err != nil {
		d.t.Skipf("no pseudo-terminal: %v", err)
	}
	defer tty.Close()
	var out bytes.Buffer
	_, _ = io.Copy(&out, tty) // ends with an error once the program has
	if err := c.Wait(); err != nil {
		d.t.Fatalf("%v: %v\n%s", args, err, out.String())
	}
	return strings.ReplaceAll(out.String(), "\r\n", "\n")
}

// INTEGRATORS 7: a table fits the terminal and says what it leaves out; through a pipe it is whole.
func TestTablesFitTheTerminal(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--login", "salaried", "--owner", "a-rather-long-id-of-a-customer-0001").ID
	if r := d.run("case", "new", "loan-17", "--applicant", "Anna Przykładowa"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	for _, d1 := range [][]string{{"tag", "loan-17", "a tag of many words, longer than others"}, {"status", "loan-17", "review"}} {
		d.run(append([]string{"case"}, d1...)...)
	}
	for line, want := range map[string]struct{ stays, goes string }{
		"list":                          {id, "CUSTOMER ID"},
		"tx latest":                     {"CATEGORY", "LABELS"},
		"tx latest --group month,label": {"CURRENCY", "BOOKED"},
		"tx latest --group category":    {"OUTPERCENT", "MEDIAN"},
		"case list":                     {"loan-17", ""},
		"catalog --country pl":          {"WislaBiznesApi", "PSD2"},
	} {
		args := strings.Fields(line)
		out, whole := d.at(80, args...), d.run(args...).out
		table, _, _ := strings.Cut(out, "\n\n") // the totals below are sentences
		for l := range strings.Lines(table) {
			if n := ansi.StringWidth(strings.TrimSuffix(l, "\n")); n > 80 {
				t.Errorf("%s: a line of %d cells: %s", line, n, l)
			}
		}
		head, _, _ := strings.Cut(out, "\n")
		if !strings.Contains(out, want.stays) || strings.Contains(head, want.goes) != (want.goes == "") {
			t.Errorf("%s at 80 cells:\n%s", line, out)
		}
		if want.goes != "" && !strings.Contains(out, "No room for ") {
			t.Errorf("%s does not say what is left out:\n%s", line, out)
		}
		if first, _, _ := strings.Cut(whole, "\n"); !strings.Contains(first, want.goes) || strings.Contains(whole, "No room for ") || len(first) <= len(head) && want.goes != "" {
			t.Errorf("%s through a pipe:\n%s", line, whole)
		}
		if wide := d.at(400, args...); wide != whole {
			t.Errorf("%s at 400 cells:\n%s\nthrough a pipe:\n%s", line, wide, whole)
		}
	}
	if out := d.at(80, "tx", "latest", "--columns", "date,title,party,labels,category,why"); !strings.Contains(out, "WHY") || !strings.Contains(out, "LABELS") {
		t.Errorf("a column that was asked for is gone:\n%s", out)
	}
}
