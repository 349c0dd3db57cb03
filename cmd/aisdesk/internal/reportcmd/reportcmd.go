// Package reportcmd has the command that checks claims.
package reportcmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the command that checks claims.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.reportCommand(), prog.bundleCommand()}
}

type commands struct{ *cli.Program }

// claimFlags are what somebody claims about a customer, by the kind of the claim.
type claimFlags struct {
	claimed    map[verify.Kind]*[]string
	neverBelow bool
	file       string // of claims
	policy     string
	list       bool // the policies, and nothing else
	keep       bool // the claims, with the import or the case
}

func (f *claimFlags) add(s *pflag.FlagSet) {
	f.claimed = map[verify.Kind]*[]string{}
	for _, k := range verify.Kinds() {
		if k == verify.KindNeverBelow {
			s.BoolVar(&f.neverBelow, string(k), false, k.About())
			continue
		}
		f.claimed[k] = new([]string)
		s.Var(&claimFlag{f.claimed[k], k == verify.KindWithout}, string(k), k.About())
	}
	s.StringVar(&f.file, "claims", "", "`FILE` of claims, TOML or JSON: income = \"4000PLN\"; - is standard input")
	s.StringVar(&f.policy, "policy", "", "check the claims of a policy of the settings, by its `NAME`, as well")
	s.BoolVar(&f.keep, "keep", false, "save the claims with the import or the case, in place of those before: later reports and decisions check them")
	s.BoolVar(&f.list, "list-policies", false, "print the policies of the settings and their claims")
}

// claimFlag collects the claims of a kind. A list of them may stand in one value, separated by commas.
type claimFlag struct {
	to   *[]string
	list bool
}

func (f *claimFlag) String() string { return strings.Join(*f.to, ",") }
func (f *claimFlag) Type() string   { return "CLAIM" }

func (f *claimFlag) Set(v string) error {
	if f.list {
		*f.to = append(*f.to, strings.Split(v, ",")...)
	} else {
		*f.to = append(*f.to, v)
	}
	return nil
}

func (prog commands) reportCommand() *cobra.Command {
	var f claimFlags
	var o outputFlags
	var l allFlags
	c := &cobra.Command{
		Use:   "report ID|FILE",
		Short: "Check claims about a customer against an import, and write a report",
		Long: `Check claims about a customer against an import, and write a report: the verdict, each check with its reason, and
what is worth a look. Incomplete data never confirms anything. Without claims on the command line the report checks
those that were saved with the import or the case, on the verdict screen or by --keep. A decision keeps the verdict on them.

A file of claims names each kind of claim with its text, and several in a list: {"name": "Anna Przykładowa", "income":
["4000PLN", "500EUR"]}. A policy is a named set of claims in the settings, [policy.NAME] with the same names; it is
checked together with the applicant's claims, and the report names it.

The report is its JSON; text, Markdown, HTML and PDF are written from it, and print its SHA-256. HTML and PDF hold it, so
that "aisdesk check report.pdf" can check them alone; the others are checked with the JSON beside them. --from writes one
form from another that was saved before, with the same bytes: report.md from report.json, report.json from report.pdf. --level says how much of the customer's data
it shows: full, file (account numbers to four digits, private counterparties as initials) or verdict (no rows; reasons of
acts stay, with names and numbers as at level file). --sign signs the JSON with your SSH key, beside it in a file .sig;
"aisdesk check report.json" checks both. A report that is written to a file is
recorded in the case that it is about.

--format csv and table have the checks alone, a line each: outcome, proven, possible, reason. ndjson is the JSON.

--all writes one line for every saved import, in the order of their ids; a damaged one is a line with its error. With --json or --format
ndjson a line is the report; with csv or table it is the verdict with the numbers of confirmed, refuted and inconclusive checks.
What is claimed about an import that belongs to a case is checked on the case: its line has the case's verdict and checks. A
run that Ctrl+C stops keeps the lines that it wrote and names the ID: --after ID continues after it.

Exit code 0 is a confirmed verdict or a report without claims, 4 a refuted verdict, 5 an inconclusive one.

` + cli.IDHelp,
		Example: `  aisdesk report latest --name "Anna Przykładowa" --iban PL61116886268508766065897612 --income 5000PLN --without gambling,bailiff
  aisdesk report latest --claims applicant.json --policy cash-loan --format json
  aisdesk report latest --income 5000PLN --output report.pdf
  aisdesk report kowalski --name "Jan Kowalski" --income 5000PLN --keep
  aisdesk report --from report.json --output report.html
  aisdesk report --all --policy cash-loan --as-of 2026-11-28 --output portfolio.ndjson`,
		Args: func(c *cobra.Command, args []string) error {
			if f.list || o.from != "" || l.all {
				return cli.NoArgs(c, args)
			}
			return cli.OneArg("the import's ID or a file")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case f.list:
				return prog.listPolicies(c.Context(), &o)
			case o.from != "":
				if err := onlyForm(c.LocalFlags()); err != nil {
					return cli.Usage(err)
				}
				return prog.again(c.Context(), &o)
			}
			if err := errors.Join(o.check(), l.check(&o)); err != nil {
				return err
			}
			if l.all && f.keep {
				return cli.Usage(errors.New("--keep saves the claims with one import or case, and --all reports on many"))
			}
			if l.all {
				return prog.all(c.Context(), &f, &o, &l)
			}
			return prog.report(c.Context(), args[0], &f, &o, l.day)
		},
	}
	f.add(c.Flags())
	o.add(c)
	l.add(c.Flags())
	return c
}

// report checks claims and writes the report of an import or a file.
func (prog commands) report(ctx context.Context, name string, f *claimFlags, o *outputFlags, asOf aisclient.Date) error {
	if _, err := f.claims(app.ParseAmountless); err != nil {
		return cli.Usage(err)
	}
	more, chosen, err := prog.besides(f)
	if err != nil {
		return cli.Usage(err)
	}
	return prog.WithDataset(ctx, name, func(a *app.App, d app.Dataset, _ *aisclient.Import) error {
		claims, err := prog.claimsOf(f, more, func(k verify.Kind, s string) (verify.Claim, error) { return app.ParseClaim(d, k, s) })
		if err != nil {
			return cli.Usage(err)
		}
		switch {
		case f.keep:
			d, err = keepClaims(ctx, a, d, claims)
		case len(claims) == 0:
			claims, err = prog.savedClaims(ctx, a, d)
		}
		if err != nil {
			return err
		}
		prog.WarnOfEntries(a)
		q := app.ReportRequest{Claims: claims, Policy: chosen, Level: o.chosen, AsOf: asOf}
		write := func(r *report.Document) error {
			return prog.writeSigned(ctx, a, r, o)
		}
		if o.ToFile() {
			q.To = write
		}
		r, err := a.Reports.Make(ctx, d, q)
		if err == nil && !o.ToFile() {
			err = write(r)
		}
		if err != nil {
			return err
		}
		if err := prog.sayCheck(o); err != nil {
			return err
		}
		if unread := a.Cases.Unread(d); unread != nil && r.Verdict == string(verify.Inconclusive) {
			return unread
		}
		return verdictCode(r)
	})
}

// sayCheck says how a report that was written to a file is checked later.
func (prog commands) sayCheck(o *outputFlags) (err error) {
	switch f := form.Form(o.Form); {
	case !o.ToFile():
	case f == form.Text || f == form.Markdown || o.Form == cli.CSV || o.Form == cli.NDJSON:
		_, err = fmt.Fprintf(prog.Remarks(), "A %s file cannot be checked by itself: write the JSON, and this with --from\n", f)
	default:
		_, err = fmt.Fprintf(prog.Remarks(), "\"aisdesk check %s\" checks it\n", text.Clean(o.File()))
	}
	return err
}

// keepClaims saves claims with an import or a case. The result is the dataset with that event of its case, on which the report
// then rests.
func keepClaims(ctx context.Context, a *app.App, d app.Dataset, claims []verify.Claim) (app.Dataset, error) {
	id := d.OpenedID()
	switch {
	case id == "":
		return d, cli.Usage(errors.New("--keep saves the claims with an import or a case, and a file is neither: \"aisdesk case add CASE --file FILE\" puts it into a case"))
	case len(claims) == 0:
		return d, cli.Usage(errors.New("--keep needs claims to save, for example --income 5000PLN; those of a --policy stay in the settings"))
	}
	if err := a.SaveClaims(ctx, id, claims); err != nil || d.Case == "" {
		return d, err
	}
	return a.Cases.Lay(ctx, d)
}

// savedClaims are the claims of a case, or those that were saved with an import when it was verified on the screen; it says so when there
// are some.
func (prog commands) savedClaims(ctx context.Context, a *app.App, d app.Dataset) (claims []verify.Claim, err error) {
	switch {
	case d.Case != "":
		claims, err = a.Cases.Claims(ctx, d.Case)
	case d.ID != "":
		claims, err = a.Claims(ctx, d.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("%w. Give the claims on the command line", err)
	}
	p := &cli.Printer{W: prog.Remarks()}
	with := "import"
	if d.Case != "" {
		with = "case"
		if d.View == nil && len(d.Acts.State.Imports)+len(d.Acts.State.Files) > 1 {
			with += fmt.Sprintf(" on this import alone; \"aisdesk report %s\" checks all imports of the case together", d.Case)
		}
	}
	switch n := len(claims); {
	case n == 1:
		p.Line("checking the claim that was saved with this %s", with)
	case n > 1:
		p.Line("checking the %d claims that were saved with this %s", n, with)
	}
	return claims, p.Err
}

// verdictCode turns a verdict into an exit code, so that scripts can act on it.
func verdictCode(r *report.Document) error {
	switch {
	case len(r.Checks) == 0 || r.Verdict == string(verify.Confirmed):
		return nil
	case r.Verdict == string(verify.Refuted):
		return &cli.CodeError{Code: cli.ExitRefuted, Err: fmt.Errorf("the data refutes a claim")}
	}
	return &cli.CodeError{Code: cli.ExitInconclusive, Err: fmt.Errorf("a claim could not be decided")}
}

// claims reads the flags with parse, in the order in which a report checks them.
func (f *claimFlags) claims(parse parser) (all []verify.Claim, err error) {
	for _, k := range verify.Kinds() {
		if k == verify.KindNeverBelow {
			if f.neverBelow {
				all = append(all, verify.NeverBelowZero{})
			}
			continue
		}
		said := *f.claimed[k]
		if !k.Many() && len(said) > 1 {
			said = said[len(said)-1:] // the last one counts, as with every flag
		}
		for _, s := range said {
			c, err := parse(k, s)
			if err != nil {
				return nil, fmt.Errorf("--%s: %w", k, err)
			}
			all = append(all, c)
		}
	}
	return all, nil
}
