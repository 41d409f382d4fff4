package io.github.qxylogin.strangers

import org.openapitools.client.apis.MultiAccountApi
import org.openapitools.client.models.UploadSmsCodeRequest

fun login(basePath: String): List<String?> {
  val api = MultiAccountApi(basePath)
  val response = api.uploadSmsCode(
    UploadSmsCodeRequest(nsrsbh = "9151xxxxxxxxxxxxxx", taskId = "123456xxxxx", smsCode = "002100"))
  return listOf(response.req_id, response.data?.accountId, response.data?.dppt?.cookie)
}
