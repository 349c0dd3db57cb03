// Package catalog is the provider's catalog of banks, kept for a day.
package catalog

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/text"
)

// Bank is one target of the provider's catalog.
type Bank struct {
	Name         string // the catalog name that goes to the widget
	OfficialName text.Text
	Institution  text.Text
	Country      string // lower case
	Address      text.Text
	// AccountTypes are what can be imported: Individual, SoleTrader, Corporate.
	AccountTypes []string
	// Imports are the parts that the default import can fetch: owners, accounts, transactions, cards.
	Imports []string
	// Access are the access modes in which the bank is offered: SINGLE, MULTIPLE.
	Access []string
	PSD2   bool
	Beta   bool
	// SignOut says that a session can be closed at the bank.
	SignOut bool
}

// Catalog is the provider's catalog with its age.
type Catalog struct {
	Banks []Bank
	// FetchedAt is when the provider sent it.
	FetchedAt time.Time
	// Stale is why the cached copy is shown and not a fresh one; nil for a fresh one.
	Stale error
}

// maxAge is how long a cached catalog is used without asking: targets switch rarely, but they do.
const maxAge = 24 * time.Hour

var countryCode = regexp.MustCompile(`^[a-z]{2,3}$`)

// Cache is where the catalogs of an environment are kept: those of environments differ.
type Cache struct {
	Dir string
	// Now is the clock.
	Now func() time.Time
}

// Known is the catalog of a country, or of all, as it was fetched last, without asking the provider. Where that of the country was
// not fetched it is part of that of all.
func (c Cache) Known(country string) []Bank {
	country = code(country)
	cached, there := c.read(country)
	if there || country == "all" {
		return cached.Banks
	}
	all, _ := c.read("all")
	return slices.DeleteFunc(all.Banks, func(b Bank) bool { return b.Country != country })
}

// Get returns the catalog of a country, or of all. It is kept for a day, and longer where the provider cannot be asked; with
// fresh the provider is asked first. connect is called to ask. The error says that there is no catalog at all; warning that
// a new one could not be kept.
func (c Cache) Get(ctx context.Context, country string, fresh bool, connect func() (*aisclient.Client, error)) (got Catalog, warning, err error) {
	country = code(country)
	cached, ok := c.read(country)
	if ok && !fresh && c.Now().Sub(cached.FetchedAt) < maxAge {
		return cached, nil, nil
	}
	client, err := connect()
	if err == nil {
		got.Banks, err = fetch(ctx, client, country)
	}
	if err != nil {
		if !ok {
			return Catalog{}, nil, err
		}
		cached.Stale = err
		return cached, nil, nil
	}
	got.FetchedAt = c.Now()
	return got, c.write(country, got), nil
}

// code is a country as the provider names it; all for what is none.
func code(country string) string {
	if country = strings.ToLower(country); !countryCode.MatchString(country) {
		return "all"
	}
	return country
}

func fetch(ctx context.Context, c *aisclient.Client, country string) ([]Bank, error) {
	offered := map[string][]string{}
	var all []Bank
	for _, mode := range []string{"MIXED", "SINGLE", "MULTIPLE"} {
		reply, err := c.Catalog(ctx, aisclient.CatalogRequest{Country: country, AccessMode: mode})
		if err != nil {
			return nil, err
		}
		for _, t := range reply.Targets {
			offered[t.Name.String()] = append(offered[t.Name.String()], mode)
			if mode == "MIXED" {
				all = append(all, bankOf(t))
			}
		}
	}
	for i := range all {
		all[i].Access = slices.DeleteFunc(offered[all[i].Name], func(m string) bool { return m == "MIXED" })
	}
	return all, nil
}

func bankOf(t aisclient.CatalogTarget) Bank {
	bank := Bank{Name: t.Name.String(), OfficialName: t.OfficialName, Institution: t.Institution,
		Country: strings.ToLower(t.Country.String()), Address: t.OfficialURL, PSD2: t.PSD2, Beta: t.Beta, SignOut: t.Supports("SignOutCommand")}
	for _, kind := range t.AccountTypes {
		bank.AccountTypes = append(bank.AccountTypes, kind.String())
	}
	for _, c := range t.Commands {
		if part := importedPart(c); part != "" {
			bank.Imports = append(bank.Imports, part)
		}
	}
	return bank
}

// importedPart names what a command of the catalog imports, for people.
func importedPart(command text.Text) string {
	switch command.String() {
	case "ImportOwnersDetailsCommand", "ImportOwnersCommand":
		return "owners"
	case "ImportAccountsCommand":
		return "accounts"
	case "ImportAccountTransactionsCommand":
		return "transactions"
	case "ImportCreditCardsCommand":
		return "cards"
	}
	return ""
}

func (c Cache) read(country string) (Catalog, bool) {
	raw, err := os.ReadFile(c.file(country))
	if err != nil {
		return Catalog{}, false
	}
	var cached Catalog
	if json.Unmarshal(raw, &cached) != nil || len(cached.Banks) == 0 {
		return Catalog{}, false
	}
	return cached, true
}

func (c Cache) write(country string, got Catalog) error {
	raw, err := json.Marshal(got)
	if err == nil {
		err = os.MkdirAll(c.Dir, 0o700)
	}
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(c.file(country), atomicfile.Options{}, atomicfile.Bytes(raw))
}

func (c Cache) file(country string) string { return filepath.Join(c.Dir, "catalog-"+country+".json") }
