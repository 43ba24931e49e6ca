//! Which node does what only one may do.

use crate::tx::Tx;
use crate::{Error, Store};

/// A held lease. Its fence is greater than that of every earlier holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What it is for.
    pub name: String,
    /// Who holds it.
    pub owner: String,
    /// Grows with each new holder.
    pub fence: i64,
}

impl Store {
    /// Takes or renews the lease until `now + seconds`; `None` while another holds it.
    ///
    /// # Errors
    /// The database fails.
    pub async fn lease(
        &self,
        name: &str,
        owner: &str,
        now: i64,
        seconds: i64,
    ) -> Result<Option<Lease>, Error> {
        let mut tx = Tx::begin(self).await?;
        let rows: Vec<(i64,)> = tx
            .rows(
                "INSERT INTO leases (name, owner, fence, expires_at) VALUES ($1, $2, 1, $4)
                 ON CONFLICT (name) DO UPDATE SET
                    fence = CASE WHEN leases.owner = excluded.owner THEN leases.fence ELSE leases.fence + 1 END,
                    owner = excluded.owner, expires_at = excluded.expires_at
                 WHERE leases.owner = excluded.owner OR leases.expires_at <= $3
                 RETURNING fence",
                &[name.into(), owner.into(), now.into(), (now + seconds).into()],
            )
            .await?;
        tx.commit().await?;
        let fence = rows.first().map(|(fence,)| *fence);
        Ok(fence.map(|fence| Lease { name: name.to_owned(), owner: owner.to_owned(), fence }))
    }

    /// Gives the lease back, where it is still held by that owner.
    ///
    /// # Errors
    /// The database fails.
    pub async fn release(&self, lease: &Lease) -> Result<(), Error> {
        let mut tx = Tx::begin(self).await?;
        tx.run(
            "UPDATE leases SET expires_at = 0 WHERE name = $1 AND owner = $2 AND fence = $3",
            &[(&lease.name).into(), (&lease.owner).into(), lease.fence.into()],
        )
        .await?;
        tx.commit().await
    }
}
