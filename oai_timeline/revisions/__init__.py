"""Compare two revisions of a timeline file: which facts changed, not which lines.

Both files are loaded, without an index. Files with mistakes are compared as far as they can be
read.
"""

from oai_timeline.revisions.compare import Comparison, compare_revisions
from oai_timeline.revisions.revision import Revision, read_revision

__all__ = ["Comparison", "Revision", "compare_revisions", "read_revision"]
