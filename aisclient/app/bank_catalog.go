package app

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
}

// BankCatalog is the provider's catalog with its age.
type BankCatalog struct {
	Banks []Bank
	// FetchedAt is when the provider sent it.
	FetchedAt time.Time
	// Stale is why the cached copy is shown and not a fresh one; nil for a fresh one.
	Stale error
}

// catalogAge is how long a cached catalog is used without asking: targets switch rarely, but they do.
const catalogAge = 24 * time.Hour

var countryName = regexp.MustCompile(`^[a-z]{2,3}$`)

// KnownBanks is the catalog of a country, or of all, as it was fetched last, without asking the provider.
func (a *App) KnownBanks(country string) []Bank {
	if country = strings.ToLower(country); !countryName.MatchString(country) {
		country = "all"
	}
	cached, _ := cachedBanks(filepath.Join(a.Config.StateDir, a.Config.Environment), country)
	return cached.Banks
}

// Banks returns the catalog of a country, which is lower case or "all". It is cached for a day, and longer where the
// provider cannot be asked; with fresh the provider is asked first.
func (a *App) Banks(ctx context.Context, country string, fresh bool) (BankCatalog, error) {
	if country = strings.ToLower(country); !countryName.MatchString(country) {
		country = "all"
	}
	dir := filepath.Join(a.Config.StateDir, a.Config.Environment) // the catalogs of environments differ
	cached, ok := cachedBanks(dir, country)
	if ok && !fresh && a.opts.Now().Sub(cached.FetchedAt) < catalogAge {
		return cached, nil
	}
	got, err := fetchBanks(ctx, &a.provider, country)
	if err != nil {
		if !ok {
			return BankCatalog{}, err
		}
		cached.Stale = err
		return cached, nil
	}
	got.FetchedAt = a.opts.Now()
	if raw, err := json.Marshal(got); err == nil {
		if err := replaceFile(dir, catalogFile(country), raw); err != nil {
			a.opts.Log.Warn("caching the catalog", "err", err)
		}
	}
	return got, nil
}

func fetchBanks(ctx context.Context, p *provider, country string) (BankCatalog, error) {
	c, err := p.connect()
	if err != nil {
		return BankCatalog{}, err
	}
	offered := map[string][]string{}
	var all []Bank
	for _, mode := range []string{"MIXED", "SINGLE", "MULTIPLE"} {
		reply, err := c.client.Catalog(ctx, aisclient.CatalogRequest{Country: country, AccessMode: mode})
		if err != nil {
			return BankCatalog{}, err
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
	return BankCatalog{Banks: all}, nil
}

func bankOf(t aisclient.CatalogTarget) Bank {
	bank := Bank{Name: t.Name.String(), OfficialName: t.OfficialName, Institution: t.Institution,
		Country: strings.ToLower(t.Country.String()), Address: t.OfficialURL, PSD2: t.PSD2, Beta: t.Beta}
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

func cachedBanks(dir, country string) (BankCatalog, bool) {
	raw, err := os.ReadFile(filepath.Join(dir, catalogFile(country)))
	if err != nil {
		return BankCatalog{}, false
	}
	var cached BankCatalog
	if json.Unmarshal(raw, &cached) != nil || len(cached.Banks) == 0 {
		return BankCatalog{}, false
	}
	return cached, true
}

func catalogFile(country string) string { return "catalog-" + country + ".json" }
