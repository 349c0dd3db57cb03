package helpcmd

import (
	"io"
	"strings"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox"
)

// printFilter describes filter lines by the grammar's own table of fields.
func printFilter(w io.Writer) error {
	p := &cli.Printer{W: w}
	p.Line(`A filter line is what the transactions screen takes after / and commands take as --filter. Its terms must all hold:

  zabka cat:groceries amt:<-50 date:2026-03 -visa

A word is looked for in title, counterparty, account number, kind and labels; case and accents do not matter. "two words" is
a phrase, /re/ a regular expression (there typed capitals and accents count), a|b either of two, -word none. A field's name
before a colon looks there only, := means the exact text. Numbers take 100, >100, <=100, 50..100; days take 2026-03-15, 2026-03, 2026-q1, 90d,
2026-01..2026-06.

Fields:`)
	for _, f := range filter.Fields() {
		p.Line("  %-7s %-22s %s", f.String()+":", f.String()+":"+f.Example(), f.Help())
		if words := f.Words(); len(words) > 0 {
			p.Line("          %s", strings.Join(words, " "))
		}
	}
	return p.Err
}

// printScenarios lists the scenarios of the sandbox by where they strike.
func printScenarios(w io.Writer) error {
	p := &cli.Printer{W: w}
	p.Line(`A scenario is how the sandbox behaves: for everybody (--scenario), for one login or session ("aisdesk sandbox trigger"), or for
who signs in as "test1+slow". An argument follows a colon, several are joined with +: delay:300ms+unicode.`)
	all := sandbox.Scenarios()
	for _, g := range sandbox.ScenarioGroups() {
		p.Line("\n%s: %s", g.Name, g.Where)
		for _, s := range all {
			if s.Group != g.Name {
				continue
			}
			name := s.Name
			if s.Arg != "" {
				name += "[:" + s.Arg + "]"
			}
			p.Line("  %s\n      %s", name, s.What)
		}
	}
	return p.Err
}

// printExitCodes lists the codes with which the program ends.
func printExitCodes(w io.Writer) error {
	p := &cli.Printer{W: w}
	for _, c := range cli.ExitCodes() {
		p.Line("%-4d %s", c.Code, c.About)
	}
	p.Line("\nA file of --output that is there already, or cannot be written, is 1; a name of it that fits no format of the command is 2.")
	p.Line("\nWhere JSON was asked for, an error is one JSON object on standard error: {\"error\": {\"exitCode\": 1, \"message\": \"...\"}}.")
	return p.Err
}

var printFiles = plain(`~/.config/aisdesk/config.toml       settings; --config or AISDESK_CONFIG names another file
~/.config/aisdesk/lexicon.toml      your own words for rows, beside the settings
~/.local/share/aisdesk/             saved imports and cases; --data-dir or AISDESK_DATA_DIR names another folder
~/.local/state/aisdesk/             settings of the screen, bank catalogs, unfinished imports, the address of a running sandbox
~/.local/state/aisdesk/aisdesk.log  the log, without customers' data and secrets; one older file is kept

XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME are followed. Folders are made with mode 0700, files with 0600. Settings that
others can write are refused.
`)
