package replica

import (
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient/objects"
)

// pushAll sends what was saved, changed and done here. Of whoever only reads nothing goes: what the program worked out of imports is
// theirs alone, and what was saved or done before is named, once a Sync.
func pushAll(ctx context.Context, r *acts, gone map[string]bool, rep *Report) error {
	role := r.Team.MayWrite()
	if errors.Is(role, objects.ErrDenied) {
		return keepUnsent(ctx, r, role, rep)
	}
	if role != nil {
		return role
	}
	if err := r.pushImports(ctx, gone, rep); err != nil {
		return err
	}
	return r.pushActs(ctx, rep)
}

// keepUnsent names the imports and the cases of which something stays here.
func keepUnsent(ctx context.Context, r *acts, role error, rep *Report) error {
	stamps, err := r.Archive.Stamps(ctx)
	if err != nil {
		return err
	}
	for _, st := range stamps {
		if r.state(st.ID).Record == 0 {
			rep.Problems = append(rep.Problems, fmt.Sprintf("import %s is on this machine alone, and is not sent: %v. \"aisdesk delete %s\" deletes it here", st.ID, role, st.ID))
		}
	}
	ids, err := r.waitingCases(ctx)
	for _, id := range ids {
		rep.Problems = append(rep.Problems, fmt.Sprintf("case %s: what waits on this machine is not sent: %v", id, role))
	}
	return err
}
