"""What is said of work side by side: clusters, their workers, what travels."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_SAME_VERSION = Text(
    "cài cùng phiên bản radioprog trên mọi máy", "install the same version of radioprog everywhere"
)

WORKER_PASSED_OVER = codes.warning(
    "worker-passed-over",
    Text("đã giao việc cho máy khác: {why}", "the work was given to another machine: {why}"),
    Text(
        "cài cùng phiên bản trên mọi máy, để máy nào cũng làm được",
        "install the same versions on every machine, so that each can do its part",
    ),
)
WORKSPACE_NOT_SHARED = codes.error(
    "workspace-not-shared",
    Text(
        "máy trong cụm không thấy thư mục làm việc này",
        "the machines of the cluster do not see this workspace",
    ),
    Text(
        "đặt thư mục ở ổ chung với cùng đường dẫn trên mọi máy, hoặc dùng --store ĐỊA-CHỈ",
        "put the folder on a shared disk under the same path on all machines, or use --store URL",
    ),
)
CLUSTER_MISSING = codes.error(
    "cluster-missing",
    Text("chưa cài phần chạy nhiều máy", "the cluster extra is not installed"),
    Text("chạy: pip install 'radioprog[cluster]'", "run: pip install 'radioprog[cluster]'"),
)
CLUSTER_UNREACHABLE = codes.error(
    "cluster-unreachable",
    Text("không nối được với cụm máy", "the cluster does not answer"),
    Text(
        "kiểm tra địa chỉ, và dask scheduler đang chạy",
        "check the address, and that its dask scheduler runs",
    ),
)
CLUSTER_ADDRESS = codes.error(
    "cluster-address",
    Text("địa chỉ cụm máy không đúng dạng", "this is no address of a cluster"),
    Text(
        "viết như 127.0.0.1:8786 hoặc tls://máy-chủ:8786",
        "write it as 127.0.0.1:8786 or tls://host:8786",
    ),
)
CLUSTER_EMPTY = codes.error(
    "cluster-empty",
    Text("cụm máy không có máy nào nhận được việc", "the cluster has no worker for this"),
    Text(
        "chạy “dask worker ĐỊA-CHỈ” trên ít nhất một máy, với cùng phiên bản radioprog",
        "run “dask worker ADDRESS” on at least one machine, with this version of radioprog",
    ),
)
CLUSTER_LOST = codes.error(
    "cluster-lost",
    Text("mất liên lạc với cụm máy giữa chừng", "the cluster was lost on the way"),
    Text(
        "kiểm tra dask scheduler rồi chạy lại; phần đã xong được giữ",
        "check the dask scheduler, then run again; what is done is kept",
    ),
)
NOT_INSTALLED = codes.error(
    "worker-differs",
    Text(
        "một máy trong cụm chưa cài radioprog cùng phiên bản",
        "a machine of the cluster does not have this version of radioprog",
    ),
    _SAME_VERSION,
    variant="missing",
)
OTHER_VERSIONS = codes.error(
    "worker-differs",
    Text(
        "máy trong cụm cài phiên bản khác: {differing:list}",
        "a machine of the cluster has other versions installed: {differing:list}",
    ),
    Text(
        "cài cùng phiên bản trên mọi máy, để cùng đầu vào cho cùng kết quả",
        "install the same versions on every machine, so that the same input gives the same bytes",
    ),
)
