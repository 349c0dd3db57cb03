package wire

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
	"aisdesk/tui/pane"
)

// catalogAge is how long a kept catalog is used without asking: targets switch rarely, but they do.
const catalogAge = 24 * time.Hour

var countryName = regexp.MustCompile(`^[a-z]{2,3}$`)

// Banks implements tui.Backend. A catalog is kept a day, and longer where the provider cannot be asked.
func (b *Backend) Banks(ctx context.Context, country string, fresh bool) (pane.Banks, error) {
	if country = strings.ToLower(country); !countryName.MatchString(country) {
		country = "all"
	}
	kept, ok := b.keptBanks(country)
	if ok && !fresh && b.now().Sub(kept.FetchedAt) < catalogAge {
		return kept, nil
	}
	got, err := b.fetchBanks(ctx, country)
	if err != nil {
		if !ok {
			return pane.Banks{}, err
		}
		kept.Stale = err
		return kept, nil
	}
	if raw, err := json.Marshal(got); err == nil {
		if err := writeWhole(b.cacheDir(), catalogFile(country), raw); err != nil {
			b.place.opts.Log.Warn("keeping the catalog", "err", err)
		}
	}
	return got, nil
}

func (b *Backend) fetchBanks(ctx context.Context, country string) (pane.Banks, error) {
	l, err := b.place.Connect()
	if err != nil {
		return pane.Banks{}, err
	}
	offered := map[string][]string{}
	var all []pane.Bank
	for _, mode := range []string{"MIXED", "SINGLE", "MULTIPLE"} {
		reply, err := l.Client.Catalog(ctx, aisclient.CatalogRequest{Country: country, AccessMode: mode})
		if err != nil {
			return pane.Banks{}, err
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
	return pane.Banks{Banks: all, FetchedAt: b.now()}, nil
}

func bankOf(t aisclient.CatalogTarget) pane.Bank {
	bank := pane.Bank{Name: t.Name.String(), OfficialName: t.OfficialName, Institution: t.Institution,
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

func (b *Backend) keptBanks(country string) (pane.Banks, bool) {
	raw, err := os.ReadFile(filepath.Join(b.cacheDir(), catalogFile(country)))
	if err != nil {
		return pane.Banks{}, false
	}
	var kept pane.Banks
	if json.Unmarshal(raw, &kept) != nil || len(kept.Banks) == 0 {
		return pane.Banks{}, false
	}
	return kept, true
}

func catalogFile(country string) string { return "catalog-" + country + ".json" }

// cacheDir is apart for each environment: their catalogs differ.
func (b *Backend) cacheDir() string {
	return filepath.Join(b.place.Config.StateDir, b.place.Config.Environment)
}
