package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
)

// CheckTarget refuses a bank that the provider's catalog does not have, with the nearest one that it has. The widget would
// show its whole list instead, without a word. A bank of another country than the one asked for is refused, too. Where the
// catalog cannot be had nothing is refused. Without a bank the country alone is looked at.
func CheckTarget(ctx context.Context, a *app.App, target, country string) error {
	if target == "" && (country == "" || country == "all") {
		return nil
	}
	of := map[string]string{} // the countries of the banks
	names := func(fresh bool) []string {
		catalog, err := a.Banks(ctx, "all", fresh)
		if err != nil {
			return nil
		}
		out := make([]string, len(catalog.Banks))
		for i, b := range catalog.Banks {
			out[i], of[b.Name] = b.Name, b.Country
		}
		return out
	}
	known := names(false)
	if target == "" {
		return checkCountry(country, of)
	}
	if len(known) > 0 && intake.CheckTarget(target, known) != nil {
		known = names(true) // it may be a new one
	}
	if len(known) == 0 {
		return nil
	}
	if err := intake.CheckTarget(target, known); err != nil {
		return err
	}
	if at := of[target]; country != "" && country != "all" && at != "" && at != country {
		return &intake.FieldError{Field: "target", Reason: fmt.Sprintf("%s is a bank of %s, and the country is %s", target, at, country)}
	}
	return nil
}

// checkCountry refuses a country of which the catalog has no bank.
func checkCountry(country string, of map[string]string) error {
	all := slices.Compact(slices.Sorted(maps.Values(of)))
	if len(all) == 0 || slices.Contains(all, country) {
		return nil
	}
	return &intake.FieldError{Field: "country", Reason: fmt.Sprintf("the provider's catalog has no bank of %q; it has banks of %s", country, strings.Join(all, ", "))}
}
