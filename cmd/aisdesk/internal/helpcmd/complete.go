package helpcmd

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/sandbox"
)

type completer = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// complete gives commands and flags the values that a shell may offer, by what they take.
func (prog commands) complete(root *cobra.Command) {
	flags := map[string]completer{"scenario": cli.CompleteScenarios, "columns": columns, "sort": columns, "group": groups, "filter": fields, "target": prog.targets,
		"reuse": prog.imports, "case": prog.cases, "without": deniable, "role": words(string(team.Analyst), string(team.Keeper), string(team.Auditor)),
		"country": prog.countries, "env": words("sandbox", "test", "live"), "access-mode": words(intake.AccessModes()...), "locale": words(intake.Locales()...), "style": styles, "login": logins, "resume": words("list"), "level": words("full", "file", "verdict"), "category": categories, "find": finds, "policy": prog.policies, "profile": prog.profiles}
	each(root, func(c *cobra.Command) {
		for name, f := range flags {
			if c.LocalFlags().Lookup(name) != nil {
				_ = c.RegisterFlagCompletionFunc(name, f) // fails where the command has its own
			}
		}
		if c.ValidArgsFunction == nil {
			c.ValidArgsFunction = prog.arguments(c)
		}
	})
}

// arguments completes what the first word of a command's usage names; nil is the shell's own completion, of files.
func (prog commands) arguments(c *cobra.Command) completer {
	name, usage, _ := strings.Cut(c.Use, " ")
	first, _, _ := strings.Cut(usage, " ")
	switch {
	case first == "CASE":
		return prog.caseAnd(name)
	case first == "A": // of diff
		return prog.both
	case strings.HasPrefix(first, "ID|"), first == "[ID|REPORT|BUNDLE]", name == "bundle":
		return prog.importsAndCases
	case strings.Contains(first, "ID") && c.Parent().Name() != "team":
		return prog.imports
	case name == "clock":
		return words("set")
	case first == "OWNER":
		return prog.owners
	}
	return nil
}

func each(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		each(sub, f)
	}
}

func words(all ...string) completer {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return all, cobra.ShellCompDirectiveNoFileComp
	}
}

// columns completes the last of a list.
func columns(_ *cobra.Command, _ []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	descending := ""
	if strings.HasPrefix(typed[strings.LastIndexByte(typed, ',')+1:], "-") {
		descending = "-"
	}
	for _, c := range append(ledger.Columns(), ledger.ColCategory, ledger.ColConfidence, ledger.ColWhy) {
		out = append(out, descending+c.String())
	}
	return cli.Listed(typed, out), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// Completed are the words that a shell has completed, with a value that begins with - bound to its flag: cobra would take it for
// another flag.
func Completed(words []string) []string {
	n := len(words)
	if n < 3 || !strings.HasPrefix(words[0], cobra.ShellCompRequestCmd) || !slices.Contains(negatable, words[n-2]) || !strings.HasPrefix(words[n-1], "-") {
		return words
	}
	return append(slices.Clone(words[:n-2]), words[n-2]+"="+words[n-1])
}

// negatable are the flags whose values may begin with -: the other order, or what must not be.
var negatable = []string{"--sort", "--filter", "--find"}

// lastTerm splits a line of terms before the last one, behind its -.
func lastTerm(typed string) (before, last string) {
	at := strings.LastIndexByte(typed, ' ') + 1
	if strings.HasPrefix(typed[at:], "-") {
		at++
	}
	return typed[:at], typed[at:]
}

// styles completes the name of a colour or radius of the widget.
func styles(*cobra.Command, []string, string) (out []string, _ cobra.ShellCompDirective) {
	for _, name := range intake.StyleNames() {
		out = append(out, name+"=")
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func groups(_ *cobra.Command, _ []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	for _, g := range group.Every() {
		out = append(out, g.String())
	}
	return cli.Listed(typed, out), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// fields completes the field of the last term of a filter line, or the words that the field knows.
func fields(_ *cobra.Command, _ []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	before, last := lastTerm(typed)
	if name, _, ok := strings.Cut(last, ":"); ok {
		if f, known := filter.FieldNamed(name); known {
			for _, w := range f.Words() {
				out = append(out, before+name+":"+w)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
	for _, f := range filter.Fields() {
		out = append(out, before+f.String()+":\t"+f.Help())
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// quietly runs a completion with an App that says nothing on the terminal.
func (prog commands) quietly(do func(*app.App) []string) []string {
	a, err := prog.Silent().App(cli.SandboxFlags{})
	if err != nil {
		return nil
	}
	defer a.Close()
	return do(a)
}

// imports completes ids of saved imports; files are offered as well.
func (prog commands) imports(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return prog.quietly(func(a *app.App) []string {
		out := []string{"latest\tthe newest import"}
		index, err := a.Library.Index(c.Context())
		if err != nil {
			return out // an archive that cannot be read offers nothing
		}
		for n := range index.Len() {
			e := index.Entry(n)
			out = append(out, e.ID+"\t"+person(e))
		}
		return out
	}), cobra.ShellCompDirectiveDefault
}

// person describes an import by whose it is; by the id of the customer where the archive is locked.
func person(e library.Entry) string {
	who := cmp.Or(e.Person(), e.OwnerExternalID.String())
	return strings.TrimSpace(who + " " + e.Bank().String() + " " + e.Created.Local().Format(time.DateOnly))
}

// logins completes those of the sandbox's customers, each once: several countries have a test1.
func logins(*cobra.Command, []string, string) (out []string, _ cobra.ShellCompDirective) {
	all, _ := sandbox.Customers("", false) // the built-in ones have no mistakes
	seen := map[string]bool{}
	for _, c := range all {
		if !seen[c.Login] {
			out = append(out, c.Login+"\t"+c.About)
		}
		seen[c.Login] = true
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// deniable completes the last of a list of what a report can deny.
func deniable(_ *cobra.Command, _ []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	for _, t := range verify.Topics() {
		out = append(out, strings.ReplaceAll(string(t), " ", "-")) // a space would need quotes
	}
	return cli.Listed(typed, out), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func categories(*cobra.Command, []string, string) (out []string, _ cobra.ShellCompDirective) {
	for _, c := range category.All() {
		out = append(out, c.String())
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// finds completes the field of the last term of a line that imports must fit.
func finds(_ *cobra.Command, _ []string, typed string) (out []string, _ cobra.ShellCompDirective) {
	before, _ := lastTerm(typed)
	for _, f := range library.Fields() {
		out = append(out, before+f)
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// targets completes names of the catalog as it was fetched last; in the sandbox, whose catalog is built in, always.
func (prog commands) targets(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	return prog.quietly(func(a *app.App) (out []string) {
		country, _ := c.Flags().GetString("country") // a command without the flag means all
		for _, b := range known(a, country) {
			out = append(out, b.Name+"\t"+b.OfficialName)
		}
		return out
	}), cobra.ShellCompDirectiveNoFileComp
}

// known are the banks of a country, or of all, without a question to anybody.
func known(a *app.App, country string) (all []sandbox.Target) {
	for _, b := range a.KnownBanks(country) {
		all = append(all, sandbox.Target{Name: b.Name, OfficialName: b.OfficialName.String(), Country: b.Country})
	}
	if a.Config.Environment == app.Sandbox && len(all) == 0 {
		all = slices.DeleteFunc(sandbox.Targets(), func(b sandbox.Target) bool {
			return country != "" && country != "all" && b.Country != strings.ToLower(country)
		})
	}
	return all
}

// countries completes those of the catalog as it was fetched last.
func (prog commands) countries(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return prog.quietly(func(a *app.App) []string {
		out := []string{"all"}
		for _, b := range known(a, "all") {
			if !slices.Contains(out, b.Country) {
				out = append(out, b.Country)
			}
		}
		return out
	}), cobra.ShellCompDirectiveNoFileComp
}

func (prog commands) policies(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return prog.quietly(func(a *app.App) (out []string) {
		for _, p := range a.Config.Policies {
			out = append(out, p.Name)
		}
		return out
	}), cobra.ShellCompDirectiveNoFileComp
}

func (prog commands) profiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return config.Profiles(prog.Flags, prog.Getenv), cobra.ShellCompDirectiveNoFileComp
}
