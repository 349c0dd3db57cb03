package main

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// A flag that is given an empty value, as "$UNSET" is, is refused by every command before it does anything.
func TestNoCommandTakesAnEmptyFlag(t *testing.T) {
	fresh := func() *cobra.Command {
		return newRoot(cli.New(cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}, func(string) string { return "" }))
	}
	var tried int
	walkCommands(fresh(), func(c *cobra.Command) {
		path := strings.Fields(c.CommandPath())[1:]
		var names []string
		c.InheritedFlags() // merges those of the commands above
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, f.Name)
			}
		})
		for _, name := range names {
			one, _, err := fresh().Find(path)
			if err != nil {
				t.Fatal(err)
			}
			if one.ParseFlags([]string{"--" + name + "="}) != nil {
				continue // numbers, durations, true and false
			}
			tried++
			err = one.RunE(one, nil)
			e, ok := errors.AsType[*cli.CodeError](err)
			if name != "layout" && (!ok || e.Code != cli.ExitUsage || !strings.Contains(err.Error(), "--"+name+" is empty")) {
				t.Errorf("%s --%s=: %v", c.CommandPath(), name, err)
			}
		}
	})
	if tried < 300 {
		t.Errorf("only %d flags were tried", tried)
	}
}

// walkCommands calls do for every command that does something.
func walkCommands(c *cobra.Command, do func(*cobra.Command)) {
	if c.RunE != nil {
		do(c)
	}
	for _, sub := range c.Commands() {
		walkCommands(sub, do)
	}
}

func TestWhatAnUnsetVariableLeavesIsRefused(t *testing.T) {
	d := newDesk(t)
	for want, args := range map[string][]string{
		"--profile is empty":   {"list", "--profile", ""},
		"--login is empty":     {"sandbox", "trigger", "slow", "--login", ""},
		"--log is empty":       {"certify", "--start", "true", "--log", ""},
		"--filter is empty":    {"tx", "latest", "--filter", ""},
		"--income is empty":    {"report", "latest", "--income="},
		"--output is empty":    {"list", "--json", "--output="},
		"an argument is empty": {"show", ""},
	} {
		if r := d.run(args...); r.code != cli.ExitUsage || !strings.Contains(r.err, want) {
			t.Errorf("%q: exit %d %s%s", args, r.code, r.out, r.err)
		}
	}
}

// What tunes the sandbox that a command starts itself says nothing to one that runs already, nor to a provider.
func TestFlagsOfASandboxOfOnesOwnAreRefusedElsewhere(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_API_URL"], d.env["AISDESK_WIDGET_URL"] = "http://127.0.0.1:1", "http://127.0.0.1:1"
	for _, flag := range []string{"--scenario=import-error", "--seed=5", "--speed=3", "--customers=testdata/none.toml", "--only"} {
		name, _, _ := strings.Cut(flag, "=")
		for _, command := range []string{"import --login test1 --env sandbox", "verify --env sandbox"} {
			r := d.run(append(strings.Fields(command), flag)...)
			if said := name + " is for a sandbox that this command starts itself"; r.code != cli.ExitUsage || !strings.Contains(r.err, said) && name != "--customers" && name != "--only" {
				t.Errorf("%s %s: exit %d %s", command, flag, r.code, r.err)
			}
		}
	}
	d.env["AISDESK_API_URL"], d.env["AISDESK_WIDGET_URL"] = "", ""
	d.env["AISDESK_CLIENT"], d.env["AISDESK_API_KEY"] = "acme-test", "0123456789abcdef"
	if r := d.run("import", "--login", "test1", "--scenario", "slow"); r.code != cli.ExitUsage || !strings.Contains(r.err, "the environment is test") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}
