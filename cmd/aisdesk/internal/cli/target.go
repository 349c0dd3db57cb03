package cli

import (
	"context"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
)

// CheckTarget refuses a bank that the provider's catalog does not have, with the nearest one that it has. The widget would
// show its whole list instead, without a word. Where the catalog cannot be had nothing is refused.
func CheckTarget(ctx context.Context, a *app.App, target string) error {
	if target == "" {
		return nil
	}
	names := func(fresh bool) []string {
		catalog, err := a.Banks(ctx, "all", fresh)
		if err != nil {
			return nil
		}
		out := make([]string, len(catalog.Banks))
		for i, b := range catalog.Banks {
			out[i] = b.Name
		}
		return out
	}
	known := names(false)
	if len(known) > 0 && intake.CheckTarget(target, known) != nil {
		known = names(true) // it may be a new one
	}
	if len(known) == 0 {
		return nil
	}
	return intake.CheckTarget(target, known)
}
