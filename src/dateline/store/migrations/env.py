"""What Alembic runs: the migrations, on the connection that `dateline.store.migrate` hands over."""

from alembic import context

from dateline.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
