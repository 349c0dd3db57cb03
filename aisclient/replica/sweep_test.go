package replica_test

import (
	"testing"
	"time"

	"aisdesk/aisclient/objects/s3"
)

// Parts that no record of an import names go; those that one names stay.
func TestPartsThatNoRecordNamesAreSwept(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0]
	id := anna.save("kept")
	anna.sync()
	anna.must(anna.archive.PutAttachment(id, "claims", []byte("claimed")))
	anna.sync()
	before := len(bucket(t, server))
	b, err := s3.Open(server.Address(), nil)
	anna.must(err)
	anna.must(b.Create(t.Context(), "imports/"+id+"/p-stray", []byte("sealed")))
	anna.sync()
	if got := len(bucket(t, server)); got != before+1 {
		t.Fatalf("%d objects, of %d: what may be on its way was swept", got, before+1)
	}
	for days := range 16 { // each import has its turn on one day of a week, and steps of 25 hours leave out a day
		later := time.Duration(days+2) * 25 * time.Hour
		anna.now = time.Now().Add(later)
		server.Skew(later)
		anna.sync()
	}
	if now := bucket(t, server); len(now) != before {
		t.Errorf("%d objects, want %d", len(now), before)
	}
	if got := anna.reply(id); got != "kept" {
		t.Error(got)
	}
}
