// Package providercmd has the commands that ask the provider without importing: catalog, data, revoke.
package providercmd

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the commands that ask the provider.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.catalogCommand(), prog.dataCommand(), prog.revokeCommand()}
}

type commands struct{ *cli.Program }

// bank is one target of the catalog.
type bank struct {
	Target       string    `json:"target"` // the catalog's name, for --target
	OfficialName text.Text `json:"officialName"`
	Institution  text.Text `json:"institution"`
	Country      string    `json:"country"`
	Scope        []string  `json:"scope"`       // whose accounts: Individual, SoleTrader, Corporate
	Imports      []string  `json:"imports"`     // what an import fetches
	AccessModes  []string  `json:"accessModes"` // SINGLE, MULTIPLE
	PSD2         bool      `json:"psd2"`
	// FreeHistoryDays is how far back an import reaches without an extra authentication; 0 where there is no limit.
	FreeHistoryDays int       `json:"freeHistoryDays,omitempty"`
	Beta            bool      `json:"beta,omitempty"`
	Address         text.Text `json:"address,omitzero"`
}

// psd2History is how many days of history a PSD2 bank gives without an extra authentication.
const psd2History = 90

func banksOf(all []catalog.Bank) []bank {
	out := make([]bank, len(all))
	for i, b := range all {
		out[i] = bank{Target: b.Name, OfficialName: b.OfficialName, Institution: b.Institution, Country: b.Country, Scope: list(b.AccountTypes), Imports: list(b.Imports),
			AccessModes: list(b.Access), PSD2: b.PSD2, Beta: b.Beta, Address: b.Address}
		if b.PSD2 {
			out[i].FreeHistoryDays = psd2History
		}
	}
	return out
}

// list is never null in JSON.
func list(all []string) []string { return append([]string{}, all...) }

func (prog commands) catalogCommand() *cobra.Command {
	var country string
	var fresh bool
	var out cli.Output
	c := &cobra.Command{
		Use:   "catalog",
		Short: "List the banks of the provider's catalog",
		Long: `List the banks of the provider's catalog: the name for --target, whose accounts can be imported, the access modes, and
how far back an import reaches without an extra authentication. The catalog is kept for a day; --fresh asks again.`,
		Example: `  aisdesk catalog --country pl
  aisdesk catalog --json --fresh`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.connected(func(a *app.App) error {
				got, err := a.Banks(c.Context(), country, fresh)
				if err != nil {
					return err
				}
				if got.Stale != nil {
					fmt.Fprintf(prog.Err, "warning: the catalog is of %s: %s\n", got.FetchedAt.Format("2006-01-02 15:04"), text.Clean(got.Stale.Error()))
				}
				all := banksOf(got.Banks)
				if len(all) == 0 {
					return prog.noCountry(c.Context(), a, country)
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: all, Table: func(w io.Writer) error { return printBanks(w, all) }})
			})
		},
	}
	c.Flags().StringVar(&country, "country", "all", "`COUNTRY` of the banks, lower case, or all")
	c.Flags().BoolVar(&fresh, "fresh", false, "ask the provider, also where the catalog of today is kept")
	out.Add(c, cli.Data...)
	return c
}

// noCountry says that the catalog has no bank of a country, and of which countries it has some.
func (prog commands) noCountry(ctx context.Context, a *app.App, country string) error {
	got, err := a.Banks(ctx, "all", false)
	if err != nil {
		return err
	}
	var countries []string
	for _, b := range got.Banks {
		if !slices.Contains(countries, b.Country) {
			countries = append(countries, b.Country)
		}
	}
	return cli.Usage(fmt.Errorf("--country: the provider's catalog has no bank of %q; it has banks of %s", text.Clean(country), strings.Join(countries, ", ")))
}

// connected runs a command over the environment of the settings.
func (prog commands) connected(do func(*app.App) error) error {
	a, err := cli.Headless(prog.Program, cli.SandboxFlags{Seed: 1, Speed: 1})
	if err != nil {
		return err
	}
	defer a.Close()
	return do(a)
}

func printBanks(w io.Writer, all []bank) error {
	cols := cli.Columns{{Head: "TARGET", Whole: true}, {Head: "NAME"}, {Head: "COUNTRY"}, {Head: "ACCOUNTS OF", Spare: 3}, {Head: "ACCESS"}, {Head: "FREE HISTORY", Spare: 2}, {Head: "PSD2", Spare: 1}}
	var lines [][]string
	for _, b := range all {
		history, psd2 := "no limit", "no"
		if b.PSD2 {
			history, psd2 = fmt.Sprintf("%d days", b.FreeHistoryDays), "yes"
		}
		lines = append(lines, []string{b.Target, b.OfficialName.String(), b.Country, strings.Join(b.Scope, ", "), strings.Join(b.AccessModes, ", "), history, psd2})
	}
	return cli.PrintAligned(w, cols, lines)
}

// owned is what the provider holds of an owner.
type owned struct {
	OwnerExternalID string   `json:"ownerExternalId"`
	Targets         []string `json:"targets"`
	Accounts        int      `json:"accounts"`
	CreditCards     int      `json:"creditCards"`
	Transactions    int      `json:"transactions"`
}

// xmlForm is the reply as it came.
const xmlForm = cli.Form("xml")

func (prog commands) dataCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{
		Use:   "data OWNER",
		Short: "Get what the provider holds of a customer, from all imports",
		Long: `Get the aggregated data that the provider holds of a customer, by your id of the customer (ownerExternalId): that of all
imports of the last 24 hours. --format xml, or --output of a name that ends in .xml, is the reply as it came, which "aisdesk show",
"tx" and "report" read.`,
		Example: `  aisdesk data app-1 --output app-1.xml
  aisdesk data app-1 --json`,
		Args: cli.OneArg("the customer's id"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.connected(func(a *app.App) error { return prog.data(c.Context(), a, args[0], &out) })
		},
	}
	out.Add(c, append(slices.Clone(cli.Data), xmlForm)...)
	return c
}

func (prog commands) data(ctx context.Context, a *app.App, owner string, out *cli.Output) error {
	raw, imp, err := a.Owners.Data(ctx, owner)
	if err != nil {
		return err
	}
	if out.Form == xmlForm {
		return prog.Write(out, func(w io.Writer) error { _, err := w.Write(raw); return err })
	}
	v := owned{OwnerExternalID: owner, Targets: []string{}}
	for _, t := range imp.Targets {
		v.Targets = append(v.Targets, t.Name.String())
		v.Accounts += len(t.Accounts)
		v.CreditCards += len(t.CreditCards)
		for _, x := range t.Accounts {
			v.Transactions += x.Count
		}
		for _, x := range t.CreditCards {
			v.Transactions += x.Count
		}
	}
	return prog.Print(ctx, out, cli.Document{Value: v, Table: func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s: %s, %s, %s, %s\n", text.Clean(owner), strings.Join(v.Targets, ", "), english.Plural(v.Accounts, "account", "accounts"),
			english.Plural(v.CreditCards, "credit card", "credit cards"), english.Plural(v.Transactions, "transaction", "transactions"))
		return err
	}})
}

// revoked is an access that has ended.
type revoked struct {
	Import  string    `json:"import"`
	Owner   text.Text `json:"ownerExternalId"`
	Target  text.Text `json:"target"`
	Revoked bool      `json:"revoked"` // whether it ended now; false where it had ended before, or the provider does not know it
}

func (prog commands) revokeCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{
		Use:   "revoke ID",
		Short: "End the repeated access that a customer granted with an import",
		Long: `End the repeated access that a customer granted with an import: at the provider, and the token here is deleted. The saved
import stays. An access that had ended before, or that the provider does not know, is no error: its token is deleted.

` + cli.IDHelp,
		Example: `  aisdesk revoke latest
  aisdesk revoke 20261128T100000Z`,
		Args: cli.OneArg("the import's ID"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.connected(func(a *app.App) error {
				if err := a.Unlock(c.Context()); err != nil {
					return err
				}
				e, err := a.SavedImport(c.Context(), args[0])
				if err != nil {
					return err
				}
				ended, err := a.Owners.Revoke(c.Context(), e.ID)
				if err != nil {
					return err
				}
				says := "The access that was granted with %s has ended.\n"
				if !ended {
					says = "The access that was granted with %s had ended before, or the provider does not know it: nothing is kept of it here.\n"
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: revoked{e.ID, e.OwnerExternalID, e.Target, ended}, Table: func(w io.Writer) error {
					_, err := fmt.Fprintf(w, says, e.ID)
					return err
				}})
			})
		},
	}
	out.Add(c, cli.Data...)
	return c
}
